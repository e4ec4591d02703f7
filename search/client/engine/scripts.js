/** Runs scripts in the page, under a policy that lets only this one name their addresses. */

const rules = { createScriptURL: (/** @type {string} */ url) => url };
const policy = window.trustedTypes ? window.trustedTypes.createPolicy("fagarkiv", rules) : rules;

/** @param {string} url @returns {Promise<void>} */
export function runScript(url) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = policy.createScriptURL(url);
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
