//! Family names → numbers from 1, in item order. A family of one is none.

use std::collections::BTreeMap;

use goeswith_engine::ids::FamilyId;

use crate::num::to_u32;

/// Numbers the families of items in model order, each by its first appearance: near items get near numbers.
pub(super) fn number<'a>(names: impl Iterator<Item = Option<&'a str>> + Clone) -> Vec<Option<FamilyId>> {
    let mut n_members = BTreeMap::new();
    for name in names.clone().flatten() {
        *n_members.entry(name).or_insert(0) += 1;
    }
    let mut ids = BTreeMap::new();
    names
        .map(|name| {
            let name = name.filter(|name| n_members.get(name).is_some_and(|&n| n > 1))?;
            let next = FamilyId(to_u32(ids.len()) + 1);
            Some(*ids.entry(name).or_insert(next))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use goeswith_engine::ids::FamilyId;

    use super::number;

    #[test]
    fn numbers_follow_item_order_and_skip_families_of_one() {
        let names = [Some("lantern"), Some("alone"), None, Some("mug"), Some("lantern"), Some("mug")];
        let ids: Vec<Option<u32>> =
            number(names.into_iter()).into_iter().map(|id| id.map(|FamilyId(id)| id)).collect();
        assert_eq!(ids, [Some(1), None, None, Some(2), Some(1), Some(2)]);
    }
}
