/** Makes something once, whoever asks; and once more for who asks after it went wrong. */
export function once<Made>(make: () => Promise<Made>): () => Promise<Made> {
  let coming: Promise<Made> | undefined;
  return () => (coming = coming || make().catch((error) => ((coming = undefined), Promise.reject(error))));
}
