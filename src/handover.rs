//! Everything held about a community or an account as files people can take along: all rows as JSON, and each table as CSV.

use std::io::{Cursor, Write};

use serde_json::Value as Json;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::store::Held;

/// The name of the file that holds everything.
const ALL: &str = "punktum.json";

/// The files: one with all rows, and one for each table that has any.
#[must_use]
pub fn files(held: &[Held]) -> Vec<(String, Vec<u8>)> {
    let tables = held.iter().filter(|table| !table.rows.is_empty());
    let csvs = tables.map(|table| (format!("{}.csv", table.table), csv(table)));
    [(ALL.to_owned(), json(held).into_bytes())].into_iter().chain(csvs).collect()
}

/// Whether there is not a single row.
#[must_use]
pub fn is_nothing(held: &[Held]) -> bool {
    held.iter().all(|table| table.rows.is_empty())
}

/// `{"messages":[{…},…],…}`, a row a line.
#[must_use]
pub fn json(held: &[Held]) -> String {
    let row = |table: &Held, row: &[Json]| {
        let cells = table.columns.iter().zip(row).map(|(name, cell)| format!("{}:{cell}", Json::from(name.as_str())));
        format!("\n{{{}}}", cells.collect::<Vec<_>>().join(","))
    };
    let table = |table: &Held| {
        let rows: Vec<String> = table.rows.iter().map(|cells| row(table, cells)).collect();
        format!("\"{}\":[{}]", table.table, rows.join(","))
    };
    format!("{{{}}}\n", held.iter().map(table).collect::<Vec<_>>().join(",\n"))
}

fn csv(held: &Held) -> Vec<u8> {
    let mut table = csv::Writer::from_writer(Vec::new());
    let text = |cell: &Json| match cell {
        Json::Null => String::new(),
        Json::String(text) => text.clone(),
        other => other.to_string(),
    };
    // Writing to memory fails only where rows differ in length, which these do not.
    let _ = table.write_record(&held.columns);
    for row in &held.rows {
        let _ = table.write_record(row.iter().map(text));
    }
    table.into_inner().unwrap_or_default()
}

/// Files packed into one, a ZIP archive; the same files make the same bytes.
///
/// # Errors
/// None in practice: it writes to memory.
pub fn zip(files: &[(String, Vec<u8>)]) -> std::io::Result<Vec<u8>> {
    let plain = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    // The first moment an archive knows, 1 January 1980.
    let undated = plain.last_modified_time(DateTime::default());
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        archive.start_file(name, undated)?;
        archive.write_all(bytes)?;
    }
    Ok(archive.finish()?.into_inner())
}

/// A file name of letters, digits and hyphens, whatever the platform's ids look like.
#[must_use]
pub fn name(ids: &[&str]) -> String {
    let safe = |id: &&str| -> String {
        let id: String = id.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
        id.trim_matches('-').to_owned()
    };
    format!("punktum-{}", ids.iter().map(safe).collect::<Vec<_>>().join("-"))
}

#[cfg(test)]
pub(crate) mod tests {
    use flate2::Crc;
    use serde_json::json;

    use super::*;

    fn held() -> Vec<Held> {
        let columns = ["message", "score", "tags", "edited_at"].map(str::to_owned).to_vec();
        let rows = vec![vec![json!("a \"b\", ü"), json!(52.25), json!(["fact"]), Json::Null]];
        vec![Held { table: "messages", columns, rows }, Held { table: "nudges", columns: Vec::new(), rows: Vec::new() }]
    }

    #[test]
    fn rows_are_json_and_csv() {
        let files = files(&held());
        let text: Vec<_> = files.iter().map(|(name, bytes)| (name.as_str(), String::from_utf8_lossy(bytes))).collect();
        insta::assert_snapshot!(text.iter().map(|(name, text)| format!("{name}\n{text}")).collect::<String>(), @r#"
        punktum.json
        {"messages":[
        {"message":"a \"b\", ü","score":52.25,"tags":["fact"],"edited_at":null}],
        "nudges":[]}
        messages.csv
        message,score,tags,edited_at
        "a ""b"", ü",52.25,"[""fact""]",
        "#);
        let read: Json = serde_json::from_slice(&files[0].1).unwrap();
        assert_eq!(read["messages"][0]["message"], "a \"b\", ü");
        assert!(!is_nothing(&held()) && is_nothing(&held()[1..]));
    }

    #[test]
    fn file_names_are_harmless() {
        assert_eq!(name(&["!a/../b:example.org"]), "punktum-a----b-example-org");
        assert_eq!(name(&["1000", "<@42>"]), "punktum-1000-42");
    }

    /// Reads an archive, by the directory at its end as other programs do.
    pub(crate) fn unpack(zip: &[u8]) -> Vec<(String, Vec<u8>)> {
        let number = |at: usize, bytes: usize| -> usize {
            zip[at..at + bytes].iter().rev().fold(0, |sum, byte| sum << 8 | usize::from(*byte))
        };
        let end = zip.len() - 22;
        assert_eq!(&zip[end..end + 4], b"PK\x05\x06");
        let mut entry = number(end + 16, 4);
        let files = (0..number(end + 10, 2)).map(|_| {
            assert_eq!(&zip[entry..entry + 4], b"PK\x01\x02");
            let (at, length) = (number(entry + 42, 4), number(entry + 28, 2));
            assert_eq!(zip[at..at + 4], *b"PK\x03\x04");
            let name = String::from_utf8(zip[at + 30..at + 30 + length].to_vec()).unwrap();
            let data = at + 30 + length + number(at + 28, 2);
            let mut unpack = flate2::write::DeflateDecoder::new(Vec::new());
            unpack.write_all(&zip[data..data + number(entry + 20, 4)]).unwrap();
            let bytes = unpack.finish().unwrap();
            let mut crc = Crc::new();
            crc.update(&bytes);
            assert_eq!((number(entry + 24, 4), number(entry + 16, 4)), (bytes.len(), crc.sum() as usize));
            assert_eq!(number(at + 10, 4), 0x0021_0000, "no date but the first");
            entry += 46 + length + number(entry + 30, 2) + number(entry + 32, 2);
            (name, bytes)
        });
        files.collect()
    }

    #[test]
    fn what_is_packed_is_found_again() {
        let packed = files(&held());
        assert_eq!(unpack(&zip(&packed).unwrap()), packed);
        assert_eq!(unpack(&zip(&[]).unwrap()), []);
    }
}
