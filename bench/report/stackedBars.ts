import { bar, document, gridLine, text, type Paint } from "./svg";

export interface Bar {
  name: string;
  /** From left to right, in milliseconds. */
  parts: readonly { name: string; paint: Paint; ms: number }[];
}

const LEFT = 285;
const WIDTH = 620;
const ROW = 30;
const TOP = 76;

/** Lying bars, each in parts, with one legend above. */
export function stackedBars(title: string, bars: readonly Bar[]): string {
  const total = ({ parts }: Bar): number => parts.reduce((sum, { ms }) => sum + ms, 0);
  const most = Math.max(...bars.map(total));
  const step = [500, 1000, 2000, 5000].find((one) => most / one <= 8) ?? 10_000;
  const end = Math.ceil(most / step) * step;
  const x = (ms: number): number => LEFT + (ms / end) * WIDTH;
  const height = TOP + bars.length * ROW + 40;
  const content = [text(16, 24, title, { kind: "title" })];
  const named = new Map(bars.flatMap(({ parts }) => parts.map((part) => [part.name, part.paint] as const)));
  let left = 16;
  for (const [name, paint] of named) {
    content.push(bar(left, 40, 12, 12, paint, name), text(left + 17, 50, name));
    left += 34 + name.length * 6.6;
  }
  for (let ms = 0; ms <= end; ms += step) {
    content.push(gridLine(x(ms), TOP - 8, x(ms), TOP + bars.length * ROW));
    content.push(
      text(x(ms), TOP + bars.length * ROW + 18, `${ms / 1000} s`, { anchor: "middle", kind: "quiet" }),
    );
  }
  bars.forEach((one, index) => {
    const y = TOP + index * ROW;
    content.push(text(LEFT - 10, y + 15, one.name, { anchor: "end" }));
    let at = 0;
    for (const { name, paint, ms } of one.parts) {
      content.push(bar(x(at), y, x(ms) - LEFT, 20, paint, `${name}: ${ms} ms`));
      at += ms;
    }
    content.push(text(x(at) + 6, y + 15, `${(at / 1000).toFixed(1)} s`, { kind: "quiet" }));
  });
  return document(LEFT + WIDTH + 60, height, title, content);
}
