import { download } from "../../../../provider/hosts/plugin/schema";

test.each([
  [
    "git+https://github.com/owner/pulumi-partnercenter.git",
    "github://api.github.com/owner/pulumi-partnercenter",
  ],
  ["https://github.com/owner/a.b", "github://api.github.com/owner/a.b"],
  ["git+https://example.com/owner/name.git", undefined],
  [undefined, undefined],
])("with the repository %s the executables are at %s", (url, pluginDownloadURL) => {
  expect(download({ repository: { url } })).toEqual(
    pluginDownloadURL === undefined ? {} : { pluginDownloadURL },
  );
});
