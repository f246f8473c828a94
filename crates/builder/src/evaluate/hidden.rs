//! Cases: an order with one item hidden.

use goeswith_engine::circumstances::Circumstances;

use super::ranking::Lists;
use crate::baskets::Basket;
use crate::hash::mix;
use crate::learn::circumstances_of;

/// Items of an order that take part in a test, the hidden one included: longer orders are wholesale.
pub const MAX_ITEMS: usize = 50;

/// What is in the cart, and what is to be found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// The order's other items, ascending.
    pub cart: Vec<u32>,
    /// The hidden item.
    pub hidden: u32,
    /// Where and when the order was placed, as far as the log says so.
    pub circumstances: Circumstances,
    /// The hash of seed and order, by which ties fall.
    pub key: u64,
}

/// Hides the item with the smallest hash of seed, order and SKU. Of an order of more than [`MAX_ITEMS`] the next
/// smallest are the cart. `order_key` is the hash of the order's id.
///
/// `None` for an order without items.
#[must_use]
pub fn hide(order: &Basket, order_key: u64, seed: u64, lists: &Lists) -> Option<Case> {
    let mut items = order.items.clone();
    items.sort_unstable_by_key(|&item| (mix(&[seed, order_key, lists.item_key(item)]), item));
    items.truncate(MAX_ITEMS);
    let (&hidden, cart) = items.split_first()?;
    let mut cart = cart.to_vec();
    cart.sort_unstable();
    Some(Case { cart, hidden, circumstances: circumstances_of(order), key: mix(&[seed, order_key]) })
}

#[cfg(test)]
mod tests {
    use super::{MAX_ITEMS, hide};
    use crate::baskets::Basket;
    use crate::evaluate::ranking::Lists;
    use crate::hash::{key, mix};

    #[test]
    fn the_hidden_item_depends_on_seed_order_and_sku_alone() {
        let skus = ["mug", "tray", "lamp", "doll"];
        let lists = Lists::new(skus.into_iter(), &[1; 4]);
        let order = Basket { items: vec![0, 1, 3], ..Basket::default() };
        let hidden: Vec<u32> =
            (42..52).map(|seed| hide(&order, key("536365"), seed, &lists).unwrap().hidden).collect();
        for (seed, &item) in (42_u64..).zip(&hidden) {
            let draw = |sku: &str| mix(&[seed, key("536365"), key(sku)]);
            let least = ["mug", "tray", "doll"].into_iter().min_by_key(|sku| draw(sku)).unwrap();
            assert_eq!(skus[usize::try_from(item).unwrap()], least);
        }
        assert!(
            [0, 1, 3].iter().all(|item| hidden.contains(item)),
            "ten seeds reach three items: {hidden:?}"
        );
        let case = hide(&order, key("536365"), 42, &lists).unwrap();
        assert_eq!(case.cart.len(), 2);
        assert!(!case.cart.contains(&case.hidden) && case.cart.is_sorted());
    }

    #[test]
    fn of_a_wholesale_order_fifty_items_are_tested() {
        let names: Vec<String> = (0..80).map(|item| item.to_string()).collect();
        let lists = Lists::new(names.iter().map(String::as_str), &[1; 80]);
        let order = Basket { items: (0..80).collect(), ..Basket::default() };
        let case = hide(&order, key("536365"), 42, &lists).unwrap();
        assert_eq!(case.cart.len(), MAX_ITEMS - 1);
        assert!(case.cart.is_sorted() && !case.cart.contains(&case.hidden));
    }
}
