/** The index of an archive: what its first file says, and where its other files lie. */
/** @import { Columns } from "./decoding.js" */
/** @import { Loader } from "./loading.js" */
import { unpackColumns } from "./decoding.js";

/** @typedef {{first: string[], files: string[]}} WordPart files of words, by the first word of each */
/** @typedef {{size: number, files: string[]}} DocumentPart files of so many documents each */
/** @typedef {{ord: WordPart, fram: WordPart, bak: WordPart, dok: DocumentPart, utdrag: DocumentPart, navn: DocumentPart, punkt: WordPart}} Parts */
/**
 * @typedef {object} Named
 * @property {Loader} loader what loads the files
 * @property {number} form how its files are written
 * @property {number} documents how many there are
 * @property {Set<string>} stop words that are passed over
 * @property {Set<string>} endings of inflected words
 * @property {string[][]} phrases names of several words that mean the same
 * @property {string} facets the hash of their file
 */
/** @typedef {Parts & Named} Index */
/** @typedef {{[P in keyof Parts]: Omit<Parts[P], "files"> & {files: string}} & Omit<Named, "loader" | "stop" | "endings"> & {stop: string, endings: string}} PackedIndex */

const FOLDER = "assets/sok/";
const FOLDERS = { ord: FOLDER, fram: FOLDER, bak: FOLDER, dok: FOLDER, utdrag: "assets/utdrag/", navn: FOLDER, punkt: FOLDER };

// The same as FORM in search/index_files.py: an index in another form is for another engine.
const FORM = 2;

/** Read the file that names the others, as it is now. @param {Loader} loader @param {RequestCache | null} cache how far caches are
 * trusted if it was read before @returns {Promise<PackedIndex>} */
export async function readIndex(loader, cache) {
  const url = FOLDER + "indeks.js";
  const coming = cache ? loader.readAgain("indeks", 0, url, cache) : loader.read("indeks", 0, url);
  const data = /** @type {PackedIndex} */ (await coming);
  if (data.form !== FORM) throw Object.assign(new Error("another form of index"), { name: "OtherForm" });
  return data;
}

/** @param {Loader} loader @param {PackedIndex} data @returns {Index} */
export function unpackIndex(loader, data) {
  const { ord, fram, bak, dok, utdrag, navn, punkt } = data;
  return {
    ...data,
    loader,
    ord: { ...ord, files: hashesIn(ord.files) },
    fram: { ...fram, files: hashesIn(fram.files) },
    bak: { ...bak, files: hashesIn(bak.files) },
    dok: { ...dok, files: hashesIn(dok.files) },
    utdrag: { ...utdrag, files: hashesIn(utdrag.files) },
    navn: { ...navn, files: hashesIn(navn.files) },
    punkt: { ...punkt, files: hashesIn(punkt.files) },
    stop: new Set(data.stop.split(" ")),
    endings: new Set(["", ...data.endings.split(" ")]),
  };
}

/** @param {string} hashes */
function hashesIn(hashes) {
  return hashes ? hashes.split(" ") : [];
}

/** @template D, T @param {Index} index @param {keyof Parts} part @param {number} number @param {(data: D) => T} unpack */
export function loadPart(index, part, number, unpack) {
  const url = FOLDERS[part] + part + "-" + number + "-" + index[part].files[number] + ".js";
  return index.loader.load(part, number, url, unpack);
}

/** @param {Index} index @returns {Promise<Columns>} */
export function loadColumns(index) {
  return index.loader.load("fasetter", 0, FOLDER + "fasetter-0-" + index.facets + ".js", unpackColumns);
}
