/** Which texts a page needs: those of its own language where we have it, else of the site's. */

export function language(config: any): string {
  const { language: own, formality } = config || {};
  const spoken = /^(nl|en)?\b/i.exec(document.documentElement.lang)![0].toLowerCase() || own || 'en';
  return spoken == 'nl' && formality == 'informal' ? 'nl-je' : spoken;
}
