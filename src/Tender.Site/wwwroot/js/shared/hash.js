// The copy button of a hash: copies the whole value, says so in the button's own name.

/** @param {HTMLElement} element */
export function addCopyButton(element) {
  const { value = '', copy = '', copied = '' } = element.dataset;
  if (!navigator.clipboard) {
    return;
  }
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'et-hash__copy';
  button.textContent = copy;
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(value);
    button.textContent = copied;
    setTimeout(() => {
      button.textContent = copy;
    }, 2000);
  });
  element.append(button);
}
