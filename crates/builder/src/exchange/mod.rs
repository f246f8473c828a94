//! A model as lines of JSON that a person can read, compare and correct, and back to the same bytes.
//!
//! The first line is the shop, then categories, items, relations and the rest, each line one thing with a `kind`.
//! Items and categories are named as the shop names them, never numbered; the order of the lines is that of the model.

mod line;
mod read;
mod write;

pub use read::{ExchangeError, read};
pub use write::write;

#[cfg(test)]
mod tests {
    use goeswith_engine::circumstances::Market;
    use std::path::Path;

    use goeswith_engine::model::{Draft, DraftLabels, Label, Model, encode};

    use super::{read, write};

    fn demo() -> (Vec<u8>, Draft) {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/kitchen.gw");
        let bytes = std::fs::read(path).unwrap();
        let draft = Model::open(bytes.as_slice()).unwrap().to_draft().unwrap();
        (bytes, draft)
    }

    #[test]
    fn what_was_written_compiles_to_the_same_bytes() {
        let (bytes, draft) = demo();
        let text = write(&draft).unwrap();
        assert!(text.lines().any(|line| line.contains(r#""type":"bought-together""#)));
        let again = read(Path::new("shop.jsonl"), &text).unwrap();
        assert!(again == draft && encode(&again).unwrap() == bytes);
    }

    #[test]
    fn every_part_of_a_model_comes_back() {
        let (_, mut draft) = demo();
        draft.last_day = 20_939;
        let items: Vec<_> = (0..4).map(goeswith_engine::ids::ItemId).collect();
        draft.bundles = vec![goeswith_engine::model::Bundle {
            name: "Tea for \"two\"".to_owned(),
            items: items.clone(),
            n_orders: 0,
        }];
        draft.profiles.months = vec![(items[1], [8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 9, 15])];
        draft.profiles.dayparts = vec![(items[2], [0, 8, 8, 8, 8, 15])];
        draft.profiles.devices = vec![(items[0], [4, 8, 12])];
        draft.profiles.markets = ["DE", "GB"].into_iter().filter_map(Market::from_code).collect();
        draft.profiles.item_markets = vec![(items[3], [1, 2, 15, 8, 8, 8, 8, 8])];
        draft.compatibility = vec![Vec::new(); draft.items.len()];
        draft.compatibility[3] = vec![1, 2];
        let color = |at: usize| [Some("red"), None, Some("blue")][at % 3];
        let colors: Vec<Option<&str>> = (0..draft.items.len()).map(color).collect();
        draft.labels.insert(Label::Color, DraftLabels::new(&colors).unwrap());
        let again = read(Path::new("shop.jsonl"), &write(&draft).unwrap()).unwrap();
        assert!(again == draft);
    }

    #[test]
    fn mistakes_are_told_with_their_line() {
        let text = write(&demo().1).unwrap();
        let told = |text: &str| read(Path::new("shop.jsonl"), text).unwrap_err().to_string();
        let at = text.lines().position(|line| line.contains(r#""kind":"relation""#)).unwrap() + 1;
        let unknown_type = told(&text.replacen("bought-together", "bought-together-too", 2));
        assert!(unknown_type.contains("shop.jsonl:1: "), "{unknown_type}");
        let candidate = text.lines().nth(at - 1).unwrap();
        let wrong = candidate.replace(r#""candidate":""#, r#""candidate":"NO-"#);
        let unknown = told(&text.replacen(candidate, &wrong, 1));
        assert!(unknown.contains(&format!("shop.jsonl:{at}: no item")), "{unknown}");
        let ended = text.replacen(r#""types""#, r#""last_day":"soon","types""#, 1);
        assert!(told(&ended).contains("shop.jsonl:1: \"soon\" is no last day"), "{}", told(&ended));
        assert!(told("").contains("no line is of kind \"shop\""));
        assert!(told("{\"kind\":\"shop\"").contains("shop.jsonl:1: "));
    }
}
