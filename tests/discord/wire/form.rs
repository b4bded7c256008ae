//! A multipart body taken apart: its JSON and its files.

use serde_json::Value as Json;

/// The JSON part, and the names of the files with their sizes.
pub(crate) fn read(content_type: &str, body: &[u8]) -> (Json, Vec<(String, Vec<u8>)>) {
    let Some((_, boundary)) = content_type.split_once("boundary=") else {
        return (serde_json::from_slice(body).unwrap_or(Json::Null), Vec::new());
    };
    let (mut json, mut files) = (Json::Null, Vec::new());
    let mark = format!("--{}", boundary.trim_matches('"'));
    for part in split(body, mark.as_bytes()) {
        let Some(end) = find(part, b"\r\n\r\n") else { continue };
        let head = String::from_utf8_lossy(&part[..end]).into_owned();
        let bytes = part[end + 4..].strip_suffix(b"\r\n").unwrap_or(&part[end + 4..]);
        if head.contains("name=\"payload_json\"") {
            json = serde_json::from_slice(bytes).unwrap_or(Json::Null);
        } else if let Some(name) = head.split("filename=\"").nth(1).and_then(|rest| rest.split('"').next()) {
            files.push((name.to_owned(), bytes.to_vec()));
        }
    }
    (json, files)
}

fn find(text: &[u8], part: &[u8]) -> Option<usize> {
    text.windows(part.len()).position(|window| window == part)
}

fn split<'a>(mut text: &'a [u8], mark: &[u8]) -> Vec<&'a [u8]> {
    let mut parts = Vec::new();
    while let Some(at) = find(text, mark) {
        parts.push(&text[..at]);
        text = &text[at + mark.len()..];
    }
    parts
}
