//! Order logs and catalogues as files: formats, columns, bad rows, files that are not what they claim.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use goeswith_builder::input::catalog::read_catalog;
use goeswith_builder::input::orders::read_orders;
use goeswith_builder::input::{BadRowLimit, CatalogColumns, InputError, OrderColumns, OrderLog, RowReport};
use indicatif::ProgressBar;
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int32Type, Int64Type};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use proptest::prelude::*;
use tempfile::TempDir;

const SMALL: &str = "\
order_id,sku,quantity,date,customer_id,price,title
1001,MUG,2,2024-03-01 10:00:00,7,2.55,Red mug
1001,TRAY,1,2024-03-01 10:00:00,7,4.25,\"Tray, round\"
1002,MUG,-1,2024-03-02 09:30:00,,2.55,Red mug
";

fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

fn file(folder: &TempDir, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    path
}

fn read(path: &Path) -> Result<(OrderLog, RowReport), InputError> {
    read_with(path, &OrderColumns::default(), BadRowLimit::default())
}

fn read_with(
    path: &Path,
    columns: &OrderColumns,
    limit: BadRowLimit,
) -> Result<(OrderLog, RowReport), InputError> {
    read_orders(&[path.to_owned()], columns, limit, &ProgressBar::hidden())
}

fn read_text(text: &str) -> Result<(OrderLog, RowReport), InputError> {
    let folder = folder();
    read(&file(&folder, "orders.csv", text.as_bytes()))
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn xz(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = liblzma::write::XzEncoder::new(Vec::new(), 6);
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zst(bytes: &[u8]) -> Vec<u8> {
    zstd::encode_all(bytes, 3).unwrap()
}

/// The rows of [`SMALL`], typed as an export would: numbers as numbers, the date as a timestamp.
fn parquet() -> Vec<u8> {
    let schema = parse_message_type(
        "message orders {
            required int64 order_id;
            required binary sku (UTF8);
            required int32 quantity;
            required int64 date (TIMESTAMP(MILLIS, true));
            optional int32 customer_id;
            required double price;
            required binary title (UTF8);
            optional double discount;
        }",
    );
    let mut bytes = Vec::new();
    let mut writer =
        SerializedFileWriter::new(&mut bytes, Arc::new(schema.unwrap()), Arc::default()).unwrap();
    let mut group = writer.next_row_group().unwrap();
    let texts = |texts: [&str; 3]| texts.map(|text| ByteArray::from(text.as_bytes().to_vec()));
    macro_rules! column {
        ($type:ty, $values:expr, $present:expr) => {
            let mut column = group.next_column().unwrap().unwrap();
            column.typed::<$type>().write_batch(&$values, $present, None).unwrap();
            column.close().unwrap();
        };
    }
    column!(Int64Type, [1001, 1001, 1002], None);
    column!(ByteArrayType, texts(["MUG", "TRAY", "MUG"]), None);
    column!(Int32Type, [2, 1, -1], None);
    column!(Int64Type, [1_709_287_200_000, 1_709_287_200_000, 1_709_371_800_000], None);
    column!(Int32Type, [7, 7], Some(&[1, 1, 0]));
    column!(DoubleType, [2.55, 4.25, 2.55], None);
    column!(ByteArrayType, texts(["Red mug", "Tray, round", "Red mug"]), None);
    column!(DoubleType, [0.0; 0], Some(&[0, 0, 0]));
    group.close().unwrap();
    writer.close().unwrap();
    bytes
}

#[test]
fn the_same_rows_give_the_same_log_in_every_format() {
    let folder = folder();
    let (plain, report) = read(&file(&folder, "orders.csv", SMALL.as_bytes())).unwrap();
    assert_eq!((report.rows, report.bad), (3, 0));
    assert_eq!(plain.lines.len(), 3);
    let first = plain.lines[0];
    assert_eq!(plain.orders.name(first.order), "1001");
    assert_eq!(plain.skus.name(first.sku), "MUG");
    assert_eq!(plain.customers.name(first.customer.unwrap()), "7");
    assert_eq!(plain.titles.name(first.title.unwrap()), "Red mug");
    assert_eq!(first.quantity_thousandths, 2_000);
    assert_eq!(first.price_thousandths, Some(2_550));
    assert_eq!(first.placed_at_s, Some(1_709_287_200));
    assert_eq!(plain.lines[2].quantity_thousandths, -1_000);
    assert_eq!(plain.lines[2].customer, None);

    for (name, bytes) in [
        ("orders.csv.gz", gzip(SMALL.as_bytes())),
        ("orders.csv.xz", xz(SMALL.as_bytes())),
        ("orders.csv.zst", zst(SMALL.as_bytes())),
        ("misnamed.csv", gzip(SMALL.as_bytes())),
        ("orders.parquet", parquet()),
        ("semicolons.csv", SMALL.replace("Tray, round", "Tray; round").replace(',', ";").into_bytes()),
        ("bom.csv", [b"\xef\xbb\xbf", SMALL.as_bytes()].concat()),
        ("crlf.csv", SMALL.replace('\n', "\r\n").into_bytes()),
    ] {
        let (mut log, report) = read(&file(&folder, name, &bytes)).unwrap();
        if name == "semicolons.csv" {
            log.titles = plain.titles.clone();
        }
        assert_eq!(report.bad, 0, "{name}: {report}");
        assert_eq!(log, plain, "{name}");
    }
    let tabs = SMALL.replace("\"Tray, round\"", "Tray\u{1f}round").replace(',', "\t").replace('\u{1f}', ", ");
    assert_eq!(read(&file(&folder, "orders.tsv", tabs.as_bytes())).unwrap().0, plain);
}

#[test]
fn progress_ends_at_the_length_of_the_files() {
    let folder = folder();
    for (name, bytes) in [
        ("orders.csv", SMALL.as_bytes().to_vec()),
        ("orders.parquet", parquet()),
        ("orders.csv.xz", xz(SMALL.as_bytes())),
    ] {
        let progress = ProgressBar::no_length();
        let path = file(&folder, name, &bytes);
        read_orders(&[path.clone(), path], &OrderColumns::default(), BadRowLimit::default(), &progress)
            .unwrap();
        let n_bytes = u64::try_from(2 * bytes.len()).unwrap();
        assert_eq!((progress.length(), progress.position()), (Some(n_bytes), n_bytes), "{name}");
    }
}

#[test]
fn a_missing_column_names_the_columns_and_the_flag() {
    let error = read_text("ref,sku,qty\n1,MUG,2\n").unwrap_err();
    assert!(error.to_string().contains("no column for the order"), "{error}");
    let help = miette::Diagnostic::help(&error).unwrap().to_string();
    assert!(help.contains("ref, sku, qty") && help.contains("--order-column"), "{help}");

    let folder = folder();
    let path = file(&folder, "orders.csv", b"ref,sku,qty\n1,MUG,2\n");
    let columns = OrderColumns { order_column: Some("REF".to_owned()), ..OrderColumns::default() };
    let (log, _) = read_with(&path, &columns, BadRowLimit::default()).unwrap();
    assert_eq!(log.orders.name(0), "1");

    let columns = OrderColumns { order_column: Some("reference".to_owned()), ..OrderColumns::default() };
    let error = read_with(&path, &columns, BadRowLimit::default()).unwrap_err();
    assert!(error.to_string().contains("\"reference\" (from --order-column)"), "{error}");
}

#[test]
fn without_a_quantity_a_line_is_one() {
    let (log, _) = read_text("order,item\n1,MUG\n").unwrap();
    assert_eq!(log.lines[0].quantity_thousandths, 1_000);
    assert_eq!(log.lines[0].price_thousandths, None);
    assert_eq!(log.lines[0].placed_at_s, None);
}

#[test]
fn bad_rows_are_located_and_the_others_count() {
    let text = "order_id,sku,quantity,date\n\
        1,MUG,2,2024-03-01\n\
        1,MUG\n\
        \n\
        2,MUG,two,2024-03-01\n\
        3,,1,2024-03-01\n\
        4,\"two\nlines\",1,2024-03-01\n\
        5,MUG,1,someday\n\
        6,MUG,1,2024-03-01\n";
    let folder = folder();
    let path = file(&folder, "orders.csv", text.as_bytes());
    let (log, report) = read(&path).unwrap();
    assert_eq!(log.lines.len(), 3);
    assert_eq!((report.rows, report.bad), (7, 4));
    let found: Vec<(String, &str)> = report
        .samples
        .iter()
        .map(|sample| (sample.place.replace(path.to_str().unwrap(), "orders.csv"), sample.what.as_str()))
        .collect();
    assert_eq!(found[0], ("orders.csv:3".to_owned(), "2 fields where the header has 4"));
    assert_eq!(found[1].0, "orders.csv:5");
    assert!(found[1].1.contains("\"two\""), "{}", found[1].1);
    assert_eq!(found[2], ("orders.csv:6".to_owned(), "the SKU is empty; --sku-column names another column"));
    assert_eq!(found[3].0, "orders.csv:9");
    assert!(found[3].1.contains("\"someday\""), "{}", found[3].1);
}

#[test]
fn text_that_is_not_utf_8_is_a_bad_row() {
    let folder = folder();
    let path = file(&folder, "orders.csv", b"order_id,sku,note\n1,MUG,caf\xe9\n2,caf\xe9,x\n");
    let (log, report) = read(&path).unwrap();
    assert_eq!(log.lines.len(), 1, "only the columns that are used matter");
    assert_eq!(report.bad, 1);
    assert_eq!(report.samples[0].what, "not in UTF-8");
}

#[test]
fn too_many_bad_rows_stop_reading_with_samples() {
    let text = format!("order_id,sku,quantity\n{}", "1,MUG,x\n".repeat(11));
    let error = read_text(&text).unwrap_err();
    let InputError::TooManyBadRows { report, .. } = &error else { panic!("{error}") };
    assert_eq!((report.bad, report.samples.len()), (11, 5));
    assert!(error.to_string().contains("orders.csv:2: the quantity \"x\" is not a number"), "{error}");
    let help = miette::Diagnostic::help(&error).unwrap().to_string();
    assert!(help.contains("--max-bad-rows"), "{help}");

    let folder = folder();
    let path = file(&folder, "orders.csv", text.as_bytes());
    assert!(read_with(&path, &OrderColumns::default(), BadRowLimit::Rows(11)).is_ok());
}

#[test]
fn a_quote_that_is_never_closed_cannot_swallow_the_file_silently() {
    let rest = "2,MUG,1\n".repeat(2_000);
    let error = read_text(&format!("order_id,sku,note\n1,MUG,\"oops\n{rest}")).unwrap_err();
    let InputError::TooManyBadRows { report, .. } = &error else { panic!("{error}") };
    assert!(report.bad >= 2_000, "{report}");
    assert!(report.samples[0].what.contains("quote"), "{report}");
}

#[test]
fn damaged_and_foreign_files_are_told_apart() {
    let folder = folder();
    let long = format!("{SMALL}{}", "1003,MUG,1,2024-03-03,8,2.55,Red mug\n".repeat(5_000));
    let cut = |bytes: Vec<u8>| bytes[..bytes.len() * 2 / 3].to_vec();
    for (name, bytes) in [
        ("cut.csv.gz", cut(gzip(long.as_bytes()))),
        ("cut.csv.xz", cut(xz(long.as_bytes()))),
        ("cut.csv.zst", cut(zst(long.as_bytes()))),
    ] {
        let error = read(&file(&folder, name, &bytes)).unwrap_err();
        assert!(matches!(error, InputError::Read { .. }), "{name}: {error}");
    }
    let error = read(&file(&folder, "cut.parquet", &cut(parquet()))).unwrap_err();
    assert!(matches!(error, InputError::Parquet { .. }), "{error}");
    for (name, bytes) in [("none.csv", &b""[..]), ("mark.csv", b"\xef\xbb\xbf"), ("blank.csv", b"\n\n")] {
        let error = read(&file(&folder, name, bytes)).unwrap_err();
        assert!(matches!(error, InputError::Empty { .. }), "{name}: {error}");
    }
    for (name, bytes) in [("orders.csv.gz", gzip(b"")), ("orders.csv.xz", xz(b""))] {
        let error = read(&file(&folder, name, &bytes)).unwrap_err();
        assert!(matches!(error, InputError::Empty { .. }), "{name}: {error}");
    }
    for (name, bytes) in [
        ("orders.xlsx", &b"PK\x03\x04\x14\0\x06\0"[..]),
        ("orders.txt", b"\xff\xfeo\0r\0d\0e\0r\0"),
        ("orders.bin", b"\x7fELF\0\0\0\0"),
        ("orders.parquet", b"order_id,sku\n1,MUG\n"),
    ] {
        let error = read(&file(&folder, name, bytes)).unwrap_err();
        assert!(matches!(error, InputError::NotATable { .. }), "{name}: {error}");
    }
    let error = read(&folder.path().join("nowhere.csv")).unwrap_err();
    assert!(matches!(error, InputError::Open { .. }), "{error}");
}

#[test]
fn a_header_alone_is_an_empty_log() {
    let (log, report) = read_text("order_id,sku\n").unwrap();
    assert_eq!((log.lines.len(), report.rows), (0, 0));
}

#[test]
fn a_bad_row_of_a_parquet_file_is_named_by_its_number() {
    let folder = folder();
    let path = file(&folder, "orders.parquet", &parquet());
    let columns = OrderColumns { quantity_column: Some("discount".to_owned()), ..OrderColumns::default() };
    let (_, report) = read_with(&path, &columns, BadRowLimit::default()).unwrap();
    assert_eq!(report.bad, 3);
    assert!(report.samples[1].place.ends_with("orders.parquet:2"), "{report}");
}

#[test]
fn a_catalog_reads_its_columns_and_puts_items_in_order() {
    let folder = folder();
    let text = "\
Title,SKU,Price,Category,Family
Tray,T1,\"1,50\",Kitchen > Trays,
Red mug,M1,2.555,Mugs,mug
Blue mug,M1,2,Mugs,mug
,X1,1,,
Pot,P1,,,
Cup,C1,-1,,
";
    let path = file(&folder, "catalog.csv", text.as_bytes());
    let (catalog, report) = read_catalog(&path, &CatalogColumns::default(), BadRowLimit::default()).unwrap();
    let skus: Vec<&str> = catalog.items.iter().map(|item| item.sku.as_str()).collect();
    assert_eq!(skus, ["M1", "P1", "T1"]);
    assert_eq!(catalog.items[0].title, "Blue mug", "of several the first by title, whatever their order");
    assert_eq!(catalog.items[0].family.as_deref(), Some("mug"));
    assert_eq!(catalog.items[1].category, ["Other"]);
    assert_eq!(catalog.items[1].price_hundredths, 0);
    assert_eq!(catalog.items[2].price_hundredths, 150);
    assert_eq!(catalog.items[2].category, ["Kitchen", "Trays"]);
    assert_eq!((report.rows, report.bad), (6, 3), "{report}");

    let error = read_catalog(&path, &CatalogColumns::default(), BadRowLimit::Rows(2)).unwrap_err();
    assert!(error.to_string().contains("M1 is there more than once"), "{error}");
    let path = file(&folder, "untitled.csv", b"sku,label\nM1,Mug\n");
    let error = read_catalog(&path, &CatalogColumns::default(), BadRowLimit::default()).unwrap_err();
    let help = miette::Diagnostic::help(&error).unwrap().to_string();
    assert!(help.contains("sku, label") && help.contains("--catalog-title-column"), "{help}");
}

#[test]
fn what_else_the_catalog_says_in_a_few_words_is_kept() {
    let folder = folder();
    let text = format!(
        "sku,title,Brand,Connector Type,connector-type,,Notes\nC1,Cable, Anker ,USB-C,USB-A,x,{}\nP1,Plug,,,,,\n",
        "long ".repeat(30)
    );
    let path = file(&folder, "catalog.csv", text.as_bytes());
    let (catalog, _) = read_catalog(&path, &CatalogColumns::default(), BadRowLimit::default()).unwrap();
    let cable: Vec<(&str, &str)> =
        catalog.items[0].attributes.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    assert_eq!(cable, [("brand", "Anker"), ("connector_type", "USB-C")]);
    assert!(catalog.items[1].attributes.is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_make_the_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let folder = folder();
        let _ = read(&file(&folder, "orders.csv", &bytes));
    }

    #[test]
    fn no_objects_and_no_feed_make_the_readers_panic(
        json in r#"(\{"(id|sku|items)":("a"|1|null|\[\{"sku":"b"\}, 3\]|\[\])[,}\]]*"?\n?){1,8}"#,
        feed in "<(rss|feed)?(<(item|g:id|title|entry)>|</(item|g:id)>|&amp;|&x;|<!\\[CDATA\\[|\\]\\]>|a|\n){0,20}",
    ) {
        let folder = folder();
        let _ = read(&file(&folder, "orders.jsonl", json.as_bytes()));
        let _ = read_catalog(
            &file(&folder, "feed.xml", feed.as_bytes()),
            &CatalogColumns::default(),
            BadRowLimit::default(),
        );
    }

    #[test]
    fn no_rows_make_the_reader_panic(rest in "[0-9a-zA-Z,;\"\n\r\\-. /:é]{0,300}") {
        let folder = folder();
        let text = format!("order_id,sku,quantity,date,price\n{rest}");
        let (log, report) =
            read_with(&file(&folder, "orders.csv", text.as_bytes()), &OrderColumns::default(), BadRowLimit::Share(10_000))
                .unwrap();
        prop_assert_eq!(u64::try_from(log.lines.len()).unwrap() + report.bad, report.rows);
    }

    #[test]
    fn no_damage_makes_the_parquet_reader_panic(at in 0..10_000_usize, byte in any::<u8>()) {
        let folder = folder();
        let mut bytes = parquet();
        let at = at % bytes.len();
        bytes[at] = byte;
        let _ = read(&file(&folder, "orders.parquet", &bytes));
    }
}
