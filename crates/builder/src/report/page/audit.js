// Copy buttons; the lines beside them can be selected without.
for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const line = button.parentElement.querySelector("code");
    const range = document.createRange();
    range.selectNodeContents(line);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    let isCopied = false;
    try {
      await navigator.clipboard.writeText(line.textContent);
      isCopied = true;
    } catch {
      // The line stays selected, ready for the keyboard.
    }
    const announced = document.getElementById("announced");
    announced.textContent = isCopied
      ? `Copied: ${line.textContent}`
      : "Selected: copy it with the keyboard";
    button.dataset.done = String(isCopied);
  });
}
