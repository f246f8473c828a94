//! The file format: what was written reads back, and no bytes whatever make the reader panic or lie.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail loudly")]

mod support;

use goeswith_engine::ids::Millis;
use goeswith_engine::model::{Draft, MAX_DAY, Model, ModelError, Section, encode};
use goeswith_engine::pacing::DAY_MS;
use goeswith_engine::relation_type::RelationType;
use proptest::prelude::*;
use support::{drafts, open, tea_shop};

/// Recomputes the checksums, so that damage gets past them to the bounds checks behind.
fn with_checksums_mended(mut file: Vec<u8>) -> Vec<u8> {
    const CRC: crc::Crc<u32> = crc::Crc::<u32>::new(&crc::CRC_32_ISO_HDLC);
    let n_sections = usize::from(u16::from_le_bytes([file[12], file[13]]));
    for entry in (0..n_sections).map(|section| 20 + section * 16) {
        if entry + 16 > file.len() {
            return file;
        }
        let word =
            |at: usize| usize::try_from(u32::from_le_bytes(file[at..at + 4].try_into().unwrap())).unwrap();
        let (offset, len) = (word(entry + 4), word(entry + 8));
        if let Some(bytes) = offset.checked_add(len).and_then(|end| file.get(offset..end)) {
            let sum = CRC.checksum(bytes).to_le_bytes();
            file[entry + 12..entry + 16].copy_from_slice(&sum);
        }
    }
    let sum = CRC.checksum(&file[20..(20 + n_sections * 16).min(file.len())]).to_le_bytes();
    file[16..20].copy_from_slice(&sum);
    file
}

/// Opens and then touches everything.
fn exercise(file: &[u8]) {
    if let Ok(model) = Model::open(file) {
        if let Ok(draft) = model.to_draft() {
            let _ = encode(&draft);
        }
        for item in model.item_ids() {
            assert_eq!(model.find(model.sku(item)), Some(item));
        }
    }
}

#[test]
fn sections_are_found_and_counted() {
    let model = open(&tea_shop());
    assert_eq!((model.n_items(), model.n_orders(), model.n_relations()), (6, 1000, 11));
    let names: Vec<&str> = model.sections().iter().map(|info| info.section.name()).collect();
    assert_eq!(
        names,
        ["meta", "categories", "skus", "titles", "items", "bought-together", "manifest"],
        "what is empty is not written"
    );
    assert_eq!(
        model.category_path(model.item(model.find("S1").unwrap()).unwrap().category),
        "Kitchen > Cakes"
    );
    assert_eq!(model.find("s1"), None);
}

#[test]
fn damage_is_named() {
    let file = encode(&tea_shop()).unwrap();
    assert_eq!(Model::open(b"PK\x03\x04 something else").unwrap_err(), ModelError::NotAModel);
    assert_eq!(Model::open(&file[..0]).unwrap_err(), ModelError::NotAModel);
    let mut newer = file.clone();
    newer[8] = 9;
    assert_eq!(Model::open(newer).unwrap_err(), ModelError::Version { got: 9 });
    assert_eq!(
        Model::open(&file[..file.len() - 1]).unwrap_err(),
        ModelError::Table { what: "file is cut short" }
    );
    let mut flipped = file.clone();
    *flipped.last_mut().unwrap() ^= 1;
    assert_eq!(Model::open(flipped).unwrap_err(), ModelError::Checksum { section: Section::Manifest });
    let mut longer = file.clone();
    longer.push(0);
    assert_eq!(Model::open(longer).unwrap_err(), ModelError::Table { what: "bytes left over" });
}

#[test]
fn an_unknown_optional_section_is_skipped_and_an_unknown_critical_one_refused() {
    let file = encode(&tea_shop()).unwrap();
    let manifest_entry = 20 + 6 * 16;
    let with_kind = |flags: u8| {
        let mut file = file.clone();
        file[manifest_entry] = 200;
        file[manifest_entry + 2] = flags;
        with_checksums_mended(file)
    };
    assert_eq!(Model::open(with_kind(0)).unwrap().manifest(), "");
    assert_eq!(Model::open(with_kind(1)).unwrap_err(), ModelError::UnknownSection { kind: 200 });
}

#[test]
fn a_draft_that_breaks_a_rule_is_refused_with_its_place() {
    let mut draft = tea_shop();
    draft.relations.get_mut(&RelationType::BoughtTogether).unwrap()[0].relations[0].n_both = 5000;
    let error = encode(&draft).unwrap_err();
    assert_eq!(error.place, "bought-together of T1");
    let mut draft = tea_shop();
    draft.items[1].n_orders = 7;
    draft.items[2].n_orders = 8;
    assert_eq!(encode(&draft).unwrap_err().place, "C2", "7 stands for 7 to 9, and 8 for itself");
    let mut draft = tea_shop();
    draft.items[1].sku = "T1".into();
    assert_eq!(Model::open(encode(&draft).unwrap()).unwrap_err(), ModelError::RepeatedSku { item: 1 });
}

#[test]
fn a_model_holds_until_its_last_day_is_over() {
    let ended = |last_day: u32, now: u64| open(&Draft { last_day, ..tea_shop() }).ended_at(Millis(now));
    let day = 20_940; // 2027-05-02
    let midnight = u64::from(day + 1) * DAY_MS;
    assert_eq!(ended(day, midnight - DAY_MS - 1), None, "the day before");
    assert_eq!(ended(day, midnight - 1), None, "the last moment of the last day");
    assert_eq!(ended(day, midnight), Some(Millis(midnight)), "the first of the day after");
    assert_eq!(ended(day, u64::MAX), Some(Millis(midnight)));
    assert_eq!(ended(0, u64::MAX), None, "without a last day it never ends");
    assert_eq!(ended(MAX_DAY, u64::from(MAX_DAY) * DAY_MS), None);
}

#[test]
fn a_last_day_past_the_calendar_is_neither_written_nor_read() {
    let draft = |last_day| Draft { last_day, ..tea_shop() };
    assert_eq!(encode(&draft(MAX_DAY + 1)).unwrap_err().place, "last day");
    let mut file = encode(&draft(MAX_DAY)).unwrap();
    let meta = open(&draft(MAX_DAY)).sections()[0];
    // Four bytes, the last of which holds the highest bits.
    file[meta.offset + meta.len - 1] += 1;
    let damaged = Model::open(with_checksums_mended(file)).unwrap_err();
    let what = "no such day";
    assert_eq!(damaged, ModelError::Damaged { section: Section::Meta, offset: meta.len, what });
}

proptest! {
    #[test]
    fn what_is_written_reads_back(draft in drafts()) {
        prop_assert_eq!(open(&draft).to_draft().unwrap(), draft);
    }

    #[test]
    fn any_bytes_are_refused_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(Model::open(&bytes).is_err());
        let mut led = b"GOESWITH\x01\x00\x00\x00".to_vec();
        led.extend(&bytes);
        exercise(&led);
    }

    #[test]
    fn damage_behind_the_checksums_never_panics(
        draft in drafts(),
        hits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        cut in prop::option::of(any::<prop::sample::Index>()),
    ) {
        let mut file = encode(&draft).unwrap();
        for (at, byte) in hits {
            let at = at.index(file.len());
            file[at] = byte;
        }
        if let Some(cut) = cut {
            file.truncate(cut.index(file.len()));
        }
        if file.len() >= 20 {
            file = with_checksums_mended(file);
        }
        exercise(&file);
    }
}
