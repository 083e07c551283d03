// Adds a button to each block of code that copies its text, and the address of this server to what is asked of it.
// Without script there is no button, and nothing else is missing.
"use strict";
for (const origin of document.querySelectorAll("[data-origin]")) origin.textContent = location.origin;
for (const block of document.querySelectorAll("pre[data-copy]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = block.dataset.copy;
  button.addEventListener("click", async () => {
    const code = block.querySelector("code");
    try {
      await navigator.clipboard.writeText(code.textContent);
    } catch {
      const range = document.createRange();
      range.selectNodeContents(code);
      getSelection().removeAllRanges();
      getSelection().addRange(range);
      document.execCommand("copy");
    }
    button.textContent = block.dataset.copied;
    button.setAttribute("aria-live", "polite");
    setTimeout(() => { button.textContent = block.dataset.copy; }, 2000);
  });
  block.before(button);
}
