//! Which files are read, and in which order: by name, the parts of an export by their number.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::Broken;

/// Folders in folders are looked into so deep.
const DEPTH: usize = 16;

/// The exports at these places, in order: files as they are named, of folders all that end with `.json`.
///
/// # Errors
/// The first place that cannot be read.
pub fn files(places: &[PathBuf]) -> Result<Vec<PathBuf>, Broken> {
    let mut found = Vec::new();
    for place in places {
        let told = |failure| Broken::unreadable(place, &failure);
        let about = std::fs::metadata(place).map_err(told)?;
        if about.is_dir() {
            walk(place, 0, &mut found).map_err(told)?;
        } else if about.is_file() {
            found.push(place.clone());
        } else {
            return Err(told(std::io::Error::other("it is no file that can be read twice")));
        }
    }
    found.sort_by_cached_key(|path| key(path));
    let mut known = HashSet::new();
    found.retain(|path| known.insert(path.canonicalize().unwrap_or_else(|_| path.clone())));
    Ok(found)
}

fn walk(folder: &Path, depth: usize, found: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let (path, kind) = (entry.path(), entry.file_type()?);
        if kind.is_dir() && depth < DEPTH {
            walk(&path, depth + 1, found)?;
        } else if !kind.is_dir() && path.extension().is_some_and(|end| end.eq_ignore_ascii_case("json")) {
            found.push(path);
        }
    }
    Ok(())
}

/// `news [part 10].json` comes after `news [part 2].json`, and both after `news.json`.
fn key(path: &Path) -> (PathBuf, String, u64) {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let part = stem.strip_suffix(']').and_then(|rest| rest.rsplit_once(" [part "));
    let numbered = part.and_then(|(name, number)| Some((name.to_owned(), number.parse().ok()?)));
    let (name, number) = numbered.unwrap_or_else(|| (stem.into_owned(), 1));
    (path.parent().unwrap_or(Path::new("")).to_owned(), name, number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_come_by_their_number() {
        let mut names = ["b.json", "a [part 10].json", "a [part 2].json", "a.json", "a [part x].json"].map(Path::new);
        names.sort_by_key(|path| key(path));
        assert_eq!(
            names.map(|n| n.to_str().unwrap()),
            ["a.json", "a [part 2].json", "a [part 10].json", "a [part x].json", "b.json"]
        );
    }
}
