/** Hands what the provider prints from now on to a function, in the place of standard output. */
export function listen(printed: (line: string) => void): void {
  jest.spyOn(process.stdout, "write").mockImplementation((text) => {
    printed(String(text));
    return true;
  });
}
