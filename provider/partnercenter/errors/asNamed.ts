/** What the user calls a setting. */
export type SettingName = (name: string) => string;

/** The table calls settings by their environment variables: who has set them elsewhere reads the names used there. */
export function asNamed(remedy: string, settingName: SettingName = (name) => name): string {
  return remedy.replace(/PARTNERCENTER_([A-Z_]+[A-Z])/g, (variable, rest: string) => {
    const name = rest.toLowerCase().replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
    const given = settingName(name);
    return given === name || given === `login.${name}` ? variable : given;
  });
}
