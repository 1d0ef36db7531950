import { SingleBar } from "cli-progress";

/** Shows how far work has come; without a share, a text alone, and an empty one clears the line. */
export type ShowProgress = (text: string, share?: number) => void;

/**
 * One line on a terminal that the next one replaces, with a bar where the share that is done (0 to 1) is known; in a pipe, nothing.
 *
 * The cursor stays visible and no signal is caught, so that Ctrl-C at any moment leaves a terminal as it was.
 */
export function progressLine(stream: NodeJS.WriteStream): ShowProgress {
  if (!stream.isTTY) return () => undefined;
  let bar: SingleBar | undefined;
  const stop = () => {
    bar?.stop();
    bar = undefined;
  };
  return (text, share) => {
    if (share === undefined) {
      stop();
      stream.write(`\r\u001b[K${text}`);
      return;
    }
    if (bar === undefined) {
      bar = new SingleBar({
        ...{ stream, format: "{bar} {percentage} %  {text}", barsize: 24, linewrap: true, clearOnComplete: true },
        ...{ barCompleteChar: "█", barIncompleteChar: "░" },
      });
      bar.start(1, 0, { text });
    }
    bar.update(Math.min(share, 1), { text });
    if (share >= 1) stop();
  };
}
