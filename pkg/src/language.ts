/** Which texts a page gets. The core knows no list of languages; natively `src/core/text/language.rs` chooses the same. */

/** Norwegian is answered in Bokmål, and Hebrew also goes by the tag that browsers once had for it. */
const ALSO: Record<string, string | undefined> = { no: 'nb', nn: 'nb', iw: 'he' };

/**
 * The id of the texts for a page: in its own language where there are any, else in the site's, else in English.
 *
 * @param list the tags of the languages, two letters each, without anything between: those with texts that address a friend, `--`, and the others
 * @param config the configuration, which perhaps nobody has checked yet
 * @param page what stands in `<html lang>`; only its primary subtag counts
 */
export function language(list: string, config: any, page = document.documentElement.lang): string {
  const { language: site, formality } = config || {};
  const ids = list.match(/../g)!;
  const spoken = (tag: string) => {
    const primary = /^[a-z]*/i.exec(tag)![0].toLowerCase();
    return [ALSO[primary] || primary].find((own) => ids.includes(own));
  };
  const own = spoken(page) || spoken(`${site}`) || 'en';
  return formality == 'informal' && ids.indexOf(own) < ids.indexOf('--') ? own + '-informal' : own;
}
