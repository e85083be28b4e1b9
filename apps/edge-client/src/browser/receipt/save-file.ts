/** Hands a text to the browser's downloads. */
export const saveFile = (name: string, type: string, text: string): void => {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The download has its own hold on the bytes from here on.
  setTimeout(() => URL.revokeObjectURL(address), 1000);
};
