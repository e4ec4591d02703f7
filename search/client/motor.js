/**
 * Fagarkiv's search engine for the browser, joined from search/client/ to one classic script, because modules do not load
 * from file://.
 *
 * Everything arrives through script files that call `Fagarkiv.take`, so the same files work on file:// and over HTTP.
 * `Fagarkiv.search(query, options)` is the public interface; see docs/innbygging.md. Why it is as it is: search/DESIGN.md.
 */
import { opened } from "./engine/interface.js";
import { runScript } from "./engine/scripts.js";

// From the script's own address, since the page may be another site's.
const { src } = /** @type {HTMLScriptElement} */ (document.currentScript);
window.Fagarkiv = opened(new URL("..", src).href, runScript);
