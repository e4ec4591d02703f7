/** Which edition of a series applied on a day that the reader chooses; the list it stands below says the same. */
(function () {
  "use strict";
  const form = document.getElementById("fa-pa-dato");
  const field = /** @type {HTMLInputElement | null} */ (document.getElementById("fa-dato"));
  const answer = document.getElementById("fa-dato-svar");
  if (!form || !field || !answer) return;
  const rows = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".fa-editions li[data-fra]")]);
  const covers = (/** @type {DOMStringMap} */ days, /** @type {string} */ day) =>
    (days.fra || "") <= day && (!days.til || day <= days.til);
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  field.addEventListener("input", () => {
    const row = rows.find((one) => covers(one.dataset, field.value));
    for (const one of rows) one.classList.toggle("fa-editions__chosen", one === row && field.value !== "");
    answer.replaceChildren();
    if (!field.value) return;
    if (row) answer.append(...[...row.childNodes].map((node) => node.cloneNode(true)));
    else answer.textContent = form.dataset.ingen || "";
  });
})();
