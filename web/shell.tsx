/** What stands on the page until the console is there: its zones, its folders, rows on their way. */
import { renderToStaticMarkup } from "react-dom/server";
import { SIGNS } from "./src/inbox/folder-signs";
import en from "./src/words/inbox.en";
import ru from "./src/words/inbox.ru";

type Folder = keyof typeof SIGNS;
const FOLDERS = Object.keys(SIGNS) as Folder[];
const ROWS = ["a", "b", "c", "d", "e", "f", "g", "h"];

/** As HTML without styles of its own: those are `shellStyle`. */
export const shell = () => renderToStaticMarkup(<Shell />);

/** `css`: that of the shell; with what marks the folder one is in. */
export const shellStyle = (css: string) =>
  `${css}${FOLDERS.map(chosen).join("")}`
    .replace(/\s*\n\s*/g, " ")
    .replace(/\s*([{};,])\s*/g, "$1");

function Shell() {
  return (
    <div className="shell" aria-hidden>
      <div className="shell-rail" />
      <div className="shell-folders">
        {FOLDERS.map((folder) => {
          const Sign = SIGNS[folder];
          return (
            <div key={folder} className="shell-folder" data-of={folder}>
              <Sign size={17} stroke={1.7} />
              <Name folder={folder} />
            </div>
          );
        })}
      </div>
      <div className="shell-column">
        <div className="shell-heading">
          {FOLDERS.map((folder) => (
            <span key={folder} data-of={folder}>
              <Name folder={folder} />
            </span>
          ))}
        </div>
        {ROWS.map((row) => (
          <div key={row} className="shell-ghost">
            <i />
            <span>
              <i />
              <i />
              <i />
            </span>
          </div>
        ))}
      </div>
    </div>
  );
}

function Name({ folder }: { folder: Folder }) {
  return (
    <>
      <span lang="ru">{ru.folder[folder]}</span>
      <span lang="en">{en.folder[folder]}</span>
    </>
  );
}

/** The folder that the address names, as the console marks it. */
const chosen = (folder: Folder) => `
[data-folder="${folder}"] .shell-heading > [data-of="${folder}"] { display: block; }
[data-folder="${folder}"] .shell-folder[data-of="${folder}"] {
  font-weight: 600;
  color: light-dark(#0b7285, #66d9e8);
  background: light-dark(#e3fafc, rgb(11 114 133 / 25%));
}`;
