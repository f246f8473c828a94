//! Who may import whom. The rules are those of `ARCHITECTURE.md`; this test is what keeps them true.

#![expect(clippy::panic, clippy::unwrap_used, reason = "a test may fail")]

use std::path::{Path, PathBuf};

use toml::{Table, Value};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

fn manifest(path: &str) -> Table {
    let path = root().join(path);
    std::fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()))
        .parse()
        .unwrap()
}

/// Every dependency of a package, whatever its kind and target, by the name of the package it stands for.
fn dependencies(manifest: &Table) -> Vec<String> {
    let mut names = Vec::new();
    for (key, value) in manifest {
        match value {
            Value::Table(table) if key.ends_with("dependencies") => {
                names.extend(table.iter().map(|(name, dependency)| {
                    dependency.get("package").and_then(Value::as_str).unwrap_or(name).to_owned()
                }));
            }
            Value::Table(table) if key == "target" => {
                for target in table.values() {
                    names.extend(dependencies(target.as_table().unwrap()));
                }
            }
            _ => {}
        }
    }
    names
}

/// The packages of ours that a package depends on.
fn ours(path: &str) -> Vec<String> {
    dependencies(&manifest(path)).into_iter().filter(|name| name.starts_with("goeswith")).collect()
}

/// All files below a folder with one of these endings.
fn files(folder: &str, endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in
            std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if endings.iter().any(|ending| path.to_str().is_some_and(|path| path.ends_with(ending))) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// A Rust file without its comments and without its tests, which by our habit stand last.
fn production_code(path: &Path) -> String {
    let text = std::fs::read_to_string(path).unwrap();
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    code.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_engine_imports_nothing_of_ours() {
    assert_eq!(ours("crates/engine/Cargo.toml"), Vec::<String>::new());
}

#[test]
fn the_builder_imports_the_engine_alone() {
    assert_eq!(ours("crates/builder/Cargo.toml"), ["goeswith-engine"]);
}

#[test]
fn the_widget_imports_the_engine_alone() {
    assert_eq!(ours("Cargo.toml"), ["goeswith-engine"]);
}

#[test]
fn nothing_imports_the_builder() {
    let workspace = manifest("Cargo.toml");
    let shared = workspace["workspace"]["dependencies"].as_table().unwrap();
    assert!(!shared.contains_key("goeswith-builder"));
    let members = workspace["workspace"]["members"].as_array().unwrap();
    for member in members {
        let path = format!("{}/Cargo.toml", member.as_str().unwrap());
        assert!(!ours(&path).contains(&"goeswith-builder".to_owned()), "{path}");
    }
}

#[test]
fn the_engine_does_no_io_reads_no_clock_and_computes_without_floats() {
    const FORBIDDEN: [&str; 10] = [
        "std::fs",
        "std::net",
        "std::io",
        "std::env",
        "std::process",
        "std::thread",
        "Instant",
        "SystemTime",
        "f32",
        "f64",
    ];
    for path in files("crates/engine/src", &[".rs"]) {
        let code = production_code(&path);
        let words: Vec<&str> =
            code.split(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | ':'))).collect();
        for forbidden in FORBIDDEN {
            let hit =
                words.iter().find(|word| **word == forbidden || word.contains(&format!("{forbidden}::")));
            assert!(
                hit.is_none() && !code.contains(&format!("use {forbidden}")),
                "{}: {forbidden}",
                path.display()
            );
        }
    }
}

#[test]
fn every_package_forbids_unsafe_code_through_the_shared_lints() {
    let workspace = manifest("Cargo.toml");
    assert_eq!(workspace["workspace"]["lints"]["rust"]["unsafe_code"].as_str(), Some("forbid"));
    for path in ["Cargo.toml", "crates/engine/Cargo.toml", "crates/builder/Cargo.toml"] {
        assert_eq!(manifest(path)["lints"]["workspace"].as_bool(), Some(true), "{path}");
    }
}

#[test]
fn the_demo_shop_uses_only_what_a_shop_could() {
    // Scripts and styles that the shop loads from outside its own folder, which may only be the served loader.
    for path in files("www/shop", &[".js", ".mjs", ".html"]) {
        let text = std::fs::read_to_string(&path).unwrap();
        for quoted in text.split(['"', '\'', '`']) {
            let is_inner = ["element/", "pkg/", ".wasm"].iter().any(|inner| quoted.contains(inner));
            let is_import = quoted.starts_with(['.', '/']) && !quoted.contains(char::is_whitespace);
            assert!(!(is_inner && is_import), "{} reaches for {quoted}", path.display());
        }
    }
}

/// Where she is, is nobody's business: nothing that a shopper's browser runs asks for it.
#[test]
fn nothing_asks_where_the_shopper_is() {
    let mut folders = ["src", "www/element", "crates/engine/src"].map(|folder| root().join(folder)).to_vec();
    let mut n_files = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap().to_lowercase();
            assert!(!text.contains("geolocation"), "{}", path.display());
            n_files += 1;
        }
    }
    assert!(n_files > 50, "{n_files} files");
}
