/** Runs scripts in the page, under a policy that lets only this one name their addresses. */

const policy = window.trustedTypes
  ? window.trustedTypes.createPolicy("fagarkiv", { createScriptURL: (url) => url })
  : { createScriptURL: (/** @type {string} */ url) => url };

/** @param {string} url @returns {Promise<void>} */
export function runScript(url) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = /** @type {string} */ (/** @type {unknown} */ (policy.createScriptURL(url)));
    script.onload = () => {
      script.remove();
      resolve();
    };
    script.onerror = () => {
      script.remove();
      reject(new Error(url));
    };
    document.head.append(script);
  });
}
