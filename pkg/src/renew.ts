/** Loads the page again. Not `reload()`: Firefox then leaves frames empty that the guard had emptied; but with a fragment `replace` would only scroll. */
export function renew(): void {
  if (location.hash) location.reload();
  else location.replace(location.href);
}
