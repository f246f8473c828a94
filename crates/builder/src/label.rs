//! Labels of items: what the merchant says that they are for, their colors, and the sensitive topics that they touch.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::catalog::{Catalog, CatalogItem};
use crate::merchant::Taxonomy;
use crate::report::sensitive::Topics;

/// Per item what the merchant says that it is for.
#[must_use]
pub fn needs(catalog: &Catalog, taxonomy: &Taxonomy) -> Vec<Option<String>> {
    let need = |item| taxonomy.given_need_of(item).filter(|need| !need.is_empty()).map(str::to_owned);
    catalog.items.iter().map(need).collect()
}

/// Per item its color: what the catalogue's column `color` or `colour` says, else the first word for one in the title.
#[must_use]
pub fn colors(catalog: &Catalog) -> Vec<Option<String>> {
    catalog.items.iter().map(color_of).collect()
}

/// Per item the sensitive topic for which it is never suggested beside other things: the merchant's word, else the first
/// of the bundled topics that are held back and whose words stand in its title or category.
#[must_use]
pub fn topics(catalog: &Catalog, taxonomy: &Taxonomy) -> Vec<Option<String>> {
    let bundled = Topics::bundled();
    let topic = |item: &CatalogItem| {
        if let Some(given) = taxonomy.given_topic_of(item) {
            return Some(given.to_owned()).filter(|given| !given.is_empty());
        }
        let text = [item.title.as_str(), &item.category_path()].join(" ");
        bundled.held_back(&text).map(str::to_owned)
    };
    catalog.items.iter().map(topic).collect()
}

#[derive(Debug, Deserialize)]
struct ColorsFile {
    color: Vec<Color>,
}

#[derive(Debug, Deserialize)]
struct Color {
    name: String,
    words: Vec<String>,
}

#[expect(clippy::expect_used, reason = "the file is part of the tool, and a test reads it")]
static COLORS: LazyLock<Vec<Color>> = LazyLock::new(|| {
    let file: ColorsFile =
        toml::from_str(include_str!("../data/colors.toml")).expect("the bundled colors are TOML");
    file.color
});

fn color_of(item: &CatalogItem) -> Option<String> {
    let said = ["color", "colour"].iter().find_map(|name| item.attributes.get(*name));
    let text = said.unwrap_or(&item.title).to_lowercase();
    let mut words = text.split(|character: char| !character.is_alphanumeric());
    let known = words.find_map(|word| COLORS.iter().find(|color| color.words.iter().any(|own| own == word)));
    // What the catalogue calls a color is one, known or not.
    known.map(|color| color.name.clone()).or_else(|| said.map(|_| text.trim().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::merchant::testing::catalog;

    fn item(title: &str, color: Option<&str>) -> CatalogItem {
        let attributes = color.map(|color| ("color".to_owned(), color.to_owned()));
        CatalogItem {
            title: title.to_owned(),
            attributes: attributes.into_iter().collect(),
            ..CatalogItem::default()
        }
    }

    #[test]
    fn the_catalogue_tells_the_color_else_the_title() {
        assert_eq!(color_of(&item("Lunch bag RED retrospot", None)).as_deref(), Some("red"));
        assert_eq!(color_of(&item("Lunch bag red retrospot", Some("Navy"))).as_deref(), Some("blue"));
        assert_eq!(color_of(&item("Jersey", Some("Chartreuse"))).as_deref(), Some("chartreuse"));
        assert_eq!(
            color_of(&item("Redwood bench, bluebell", None)),
            None,
            "a word counts where it stands alone"
        );
    }

    #[test]
    fn the_merchants_word_on_a_topic_stands_above_the_bundled_words() {
        let mut shop = catalog();
        let category = shop.items[0].category_path();
        shop.items[0].title = "Funeral urn".to_owned();
        let read = |text: &str| Taxonomy::parse(std::path::Path::new("taxonomy.toml"), text, &shop).unwrap();
        assert_eq!(topics(&shop, &read(""))[0].as_deref(), Some("death and mourning"));
        let said =
            |topic: &str| read(&format!("[[sensitive]]\ncategory = {category:?}\ntopic = {topic:?}\n"));
        assert_eq!(topics(&shop, &said(""))[0], None);
        assert_eq!(topics(&shop, &said("loss"))[0].as_deref(), Some("loss"));
    }
}
