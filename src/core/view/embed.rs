//! What stands in the place of an embed that waits: who is behind it, what happens when it is shown, and three ways on.
//! Neither of the two buttons is drawn as the better one.

use super::View;
use super::choices::button;
use super::node::open;
use crate::core::embed::Page;
use crate::core::text::{Key, Texts};

/// An embed that waits, as far as a visitor needs to know it.
pub struct Embed<'a> {
    pub texts: &'a Texts,
    /// The language tag of the texts.
    pub tag: &'a str,
    pub theme: &'a str,
    /// What the page itself calls the embed: the frame's title.
    pub title: &'a str,
    /// The name of its service; `None` for one that the site does not declare. It can be shown once, as the visitor
    /// asks for it, but nobody can agree to what nobody has explained.
    pub service: Option<&'a str>,
    /// The company behind it, or its host.
    pub vendor: &'a str,
    pub page: Option<&'a Page>,
}

/// A group of its own, so that a screen reader tells where it begins and of whom it is.
pub fn embed(embed: &Embed<'_>) -> View {
    let texts = embed.texts;
    let name = embed.service.unwrap_or(embed.vendor);
    let title = match embed.title.trim_ascii() {
        "" => name.to_owned(),
        title => [name, ": ", title].concat(),
    };
    let mut view = View::default();
    open!(view, "div", "data-sluis" = "embed", "role" = "group").with("data-theme", embed.theme);
    view.with("aria-label", &title).with("lang", embed.tag);
    view.part("div", "embed");
    view.part("p", "title").text(&title).close();
    view.part("p", "text").text(&texts.fill(Key::EmbedBody, &[("vendor", embed.vendor)])).close();
    view.part("div", "choices");
    button(&mut view, "once").text(texts.get(Key::EmbedOnce)).close();
    if let Some(service) = embed.service {
        button(&mut view, "always").text(&texts.fill(Key::EmbedAlways, &[("vendor", service)])).close();
    }
    view.close();
    if let Some(page) = embed.page {
        view.part("p", "out").open("a").with("href", &page.url).with("rel", "noopener");
        view.text(&texts.fill(Key::EmbedOpen, &[("host", &page.host)])).close().close();
    }
    view.close().close();
    view
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::text::browser_list;

    fn html(service: Option<&str>, vendor: &str, title: &str, page: Option<&Page>) -> String {
        let texts = Texts::new(browser_list("nl").unwrap()).unwrap();
        embed(&Embed { texts: &texts, tag: "nl", theme: "auto", title, service, vendor, page }).to_string()
    }

    #[test]
    fn b_12_names_who_is_behind_it_what_happens_and_three_ways_on() {
        let page = Page { url: String::from("https://www.youtube.com/watch?v=a"), host: String::from("youtube.com") };
        assert_eq!(
            html(Some("YouTube"), "YouTube (Google)", " De fabriek ", Some(&page)),
            "<div data-sluis=\"embed\" role=\"group\" data-theme=\"auto\" aria-label=\"YouTube: De fabriek\" lang=\"nl\">\
             <div data-part=\"embed\"><p data-part=\"title\">YouTube: De fabriek</p>\
             <p data-part=\"text\">YouTube (Google) plaatst cookies en kan zien dat u deze pagina bekijkt. \
             Daarom laten wij dit pas zien als u dat goed vindt.</p>\
             <div data-part=\"choices\"><button type=\"button\" data-do=\"once\">Alleen deze tonen</button>\
             <button type=\"button\" data-do=\"always\">YouTube altijd tonen</button></div>\
             <p data-part=\"out\"><a href=\"https://www.youtube.com/watch?v=a\" rel=\"noopener\">Bekijk op youtube.com</a></p>\
             </div></div>"
        );
    }

    #[test]
    fn nobody_can_always_allow_what_the_site_does_not_declare() {
        let html = html(None, "forms.example", "", None);
        assert!(html.contains("aria-label=\"forms.example\""), "{html}");
        assert!(!html.contains("always") && !html.contains("<a "), "{html}");
    }

    #[test]
    fn a_title_of_the_page_stays_text() {
        let html = html(Some("Kaart"), "Kaart", "\"><script>", None);
        assert!(!html.contains("<script>") && html.contains("Kaart: &quot;&gt;&lt;script&gt;"), "{html}");
    }
}
