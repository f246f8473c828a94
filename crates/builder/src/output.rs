//! What leaves the tool: files that nobody ever sees half of, and text on stdout.

use std::io::Write;
use std::path::{Path, PathBuf};

use miette::Diagnostic;
use sha2::{Digest, Sha256};
use tempfile::NamedTempFile;
use thiserror::Error;

/// The file could not be written; what stood at the path before still stands there.
#[derive(Debug, Error, Diagnostic)]
#[error("cannot write {}", path.display())]
#[diagnostic(help(
    "check that its folder exists, that you may write there and that the disk is not full; any earlier file at this path is untouched"
))]
pub struct OutputError {
    /// The file that was to be written.
    pub path: PathBuf,
    /// What the operating system said.
    #[source]
    pub source: std::io::Error,
}

/// Checks before the work begins that `path` may be written: its folder exists, nothing but an ordinary file stands
/// there, and it is none of the `inputs`.
///
/// # Errors
/// When one of these does not hold. Nothing was touched.
pub fn check_target<'a>(path: &Path, inputs: impl IntoIterator<Item = &'a Path>) -> Result<(), OutputError> {
    let refuse = |why: &str| {
        Err(OutputError { path: path.to_path_buf(), source: std::io::Error::other(why.to_owned()) })
    };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if !folder.is_dir() {
        return refuse("its folder does not exist");
    }
    let Ok(target) = path.canonicalize() else { return Ok(()) };
    if !target.is_file() {
        return refuse("it is there and not an ordinary file");
    }
    if inputs.into_iter().any(|input| input.canonicalize().is_ok_and(|input| input == target)) {
        return refuse("it is one of the files to be read");
    }
    Ok(())
}

/// Writes `bytes` to `path`: all of them, or nothing.
///
/// The bytes go to a temporary file in the same folder, are flushed to the disk, and only then take the name
/// (a rename within one folder is atomic).
///
/// # Errors
/// When the folder does not exist or may not be written, or the disk is full. The temporary file is removed.
pub fn write_atomic(path: &Path, bytes: &[u8]) -> Result<(), OutputError> {
    try_write(path, bytes).map_err(|source| OutputError { path: path.to_path_buf(), source })
}

/// Writes several files: all of them whole, or none.
///
/// All are written to temporary files first. Should one then not take its name, those that did are put back as they
/// were.
///
/// # Errors
/// As for [`write_atomic`].
pub fn write_all_atomic(files: &[(&Path, &[u8])]) -> Result<(), OutputError> {
    let refused = |path: &Path, source| OutputError { path: path.to_path_buf(), source };
    let mut staged = Vec::new();
    for &(path, bytes) in files {
        let before = std::fs::read(path).ok();
        staged.push((path, before, stage(path, bytes).map_err(|source| refused(path, source))?));
    }
    let mut placed: Vec<(&Path, Option<Vec<u8>>)> = Vec::new();
    for (path, before, file) in staged {
        if let Err(error) = file.persist(path) {
            for (path, before) in placed {
                put_back(path, before);
            }
            return Err(refused(path, error.error));
        }
        placed.push((path, before));
    }
    Ok(())
}

/// As far as that is possible: what made the other file fail may stand in the way here, too.
fn put_back(path: &Path, before: Option<Vec<u8>>) {
    let _ = match before {
        Some(bytes) => try_write(path, &bytes),
        None => std::fs::remove_file(path),
    };
}

fn try_write(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    stage(path, bytes)?.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// A temporary file with these bytes in the folder of `path`.
fn stage(path: &Path, bytes: &[u8]) -> std::io::Result<NamedTempFile> {
    let folder = match path.parent() {
        Some(folder) if folder.as_os_str().is_empty() => Path::new("."),
        Some(folder) => folder,
        None => return Err(std::io::Error::new(std::io::ErrorKind::IsADirectory, "that is a folder")),
    };
    let mut builder = tempfile::Builder::new();
    builder.prefix(".goeswith-");
    readable_by_all(&mut builder);
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    Ok(file)
}

/// Prints to stdout. A reader that has seen enough (`goeswith … | head`) is no error.
///
/// # Errors
/// When stdout cannot be written for any other reason, such as a full disk.
pub fn print(text: &str) -> Result<(), OutputError> {
    let mut stdout = std::io::stdout().lock();
    match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
        Err(source) if source.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(OutputError { path: PathBuf::from("stdout"), source })
        }
        _ => Ok(()),
    }
}

/// The SHA-256 of `bytes`, in hexadecimal.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat()
}

/// A temporary file is private by default; a model is to be served by a web server, which runs as another user.
#[cfg(unix)]
fn readable_by_all(builder: &mut tempfile::Builder<'_, '_>) {
    use std::os::unix::fs::PermissionsExt;
    builder.permissions(std::fs::Permissions::from_mode(0o644));
}

#[cfg(not(unix))]
fn readable_by_all(_builder: &mut tempfile::Builder<'_, '_>) {}

#[cfg(test)]
mod tests {
    use super::{write_all_atomic, write_atomic};

    #[test]
    fn replaces_a_file_whole_and_leaves_nothing_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("shop.gw");
        write_atomic(&path, b"first").unwrap();
        write_atomic(&path, b"second").unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"second");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn several_files_are_all_written_or_none_is() {
        let folder = tempfile::tempdir().unwrap();
        let [model, card, taken] = ["shop.gw", "shop.card.md", "taken"].map(|name| folder.path().join(name));
        write_atomic(&model, b"old").unwrap();
        std::fs::create_dir(&taken).unwrap();
        std::fs::write(taken.join("file"), b"in the way of a rename").unwrap();
        let error = write_all_atomic(&[(&model, b"new"), (&card, b"new"), (&taken, b"new")]).unwrap_err();
        assert!(error.to_string().contains("taken"), "{error}");
        assert_eq!(std::fs::read(&model).unwrap(), b"old");
        assert!(!card.exists());
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2);

        write_all_atomic(&[(&model, b"new"), (&card, b"new")]).unwrap();
        assert_eq!(std::fs::read(&model).unwrap(), b"new");
        assert_eq!(std::fs::read(&card).unwrap(), b"new");
    }

    #[test]
    fn says_which_path_when_the_folder_is_missing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("missing").join("shop.gw");
        let error = write_atomic(&path, b"bytes").unwrap_err();
        assert!(error.to_string().contains("shop.gw"), "{error}");
    }
}
