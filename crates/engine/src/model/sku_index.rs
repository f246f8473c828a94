//! From SKU to item: an open-addressing table rebuilt at load, since shipping it would cost more than making it.

use super::texts::Texts;
use crate::ids::{ItemId, to_usize};

/// Slots hold `item + 1`, 0 when free. At most half are taken.
#[derive(Debug, Clone)]
pub(crate) struct SkuIndex {
    slots: Vec<u32>,
}

impl SkuIndex {
    /// Indexes `n` SKUs, which are texts of the file's `bytes`; `Err` with the item whose SKU an earlier item has.
    pub(crate) fn build(n: u32, skus: &Texts, bytes: &[u8]) -> Result<Self, ItemId> {
        let mut index = Self { slots: vec![0; (to_usize(n) * 2).next_power_of_two()] };
        for item in 0..n {
            let (slot, found) = index.probe(skus.get(bytes, to_usize(item)), skus, bytes);
            match (found, index.slots.get_mut(slot)) {
                (None, Some(free)) => *free = item + 1,
                _ => return Err(ItemId(item)),
            }
        }
        Ok(index)
    }

    /// The item with exactly this SKU.
    pub(crate) fn find(&self, sku: &str, skus: &Texts, bytes: &[u8]) -> Option<ItemId> {
        self.probe(sku, skus, bytes).1
    }

    /// The slot where `sku` is or would be, and its item.
    fn probe(&self, sku: &str, skus: &Texts, bytes: &[u8]) -> (usize, Option<ItemId>) {
        let mask = self.slots.len() - 1;
        let mut slot = to_usize(fnv1a(sku.as_bytes())) & mask;
        loop {
            match self.slots.get(slot) {
                Some(&taken) if taken > 0 => {
                    if skus.get(bytes, to_usize(taken - 1)) == sku {
                        return (slot, Some(ItemId(taken - 1)));
                    }
                }
                _ => return (slot, None),
            }
            slot = (slot + 1) & mask;
        }
    }
}

/// FNV-1a, 32 bits (Fowler, Noll, Vo). Not made to withstand a hostile shop: the model is its own.
fn fnv1a(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |hash, &byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
