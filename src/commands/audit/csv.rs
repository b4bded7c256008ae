//! An audit as a table: one row a message, no words of it.

use crate::domain::{Assessment, Tag};
use crate::store::Stored;

/// The table; accounts only where they are named.
pub(super) fn csv(messages: &[&Stored], named: bool) -> Vec<u8> {
    let mut table = ::csv::Writer::from_writer(Vec::new());
    // Writing to memory fails only where rows differ in length, which these do not.
    let _ = write(&mut table, messages, named);
    table.into_inner().unwrap_or_default()
}

const COLUMNS: [&str; 9] =
    ["message", "channel", "posted_at", "score", "value", "verdict", "counts", "tags", "leading_heuristic"];

fn write(table: &mut ::csv::Writer<Vec<u8>>, messages: &[&Stored], named: bool) -> ::csv::Result<()> {
    table.write_record(COLUMNS.into_iter().chain(named.then_some("account")))?;
    for message in messages {
        let tags: Vec<&str> = message.tags.iter().copied().map(Tag::name).collect();
        let row = [
            message.message.0.clone(),
            message.channel.0.clone(),
            // To the second: the fraction tells nothing, and spreadsheets stumble over it.
            message.posted_at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
            format!("{:.1}", message.score),
            message.value.number().to_string(),
            message.value.name().to_owned(),
            message.counts.name().to_owned(),
            tags.join(" "),
            leading(message),
        ];
        let account = message.account.as_ref().map_or("", |account| account.as_str());
        table.write_record(row.iter().map(String::as_str).chain(named.then_some(account)))?;
    }
    Ok(())
}

/// The heuristic that matters most for the verdict.
fn leading(message: &Stored) -> String {
    let assessment = Assessment {
        lang: message.lang,
        score: message.score,
        value: message.value,
        tags: message.tags.clone(),
        occasion: message.occasion,
        base: message.base,
        findings: message.findings.clone(),
    };
    assessment.leading().map_or_else(String::new, |finding| finding.heuristic.clone())
}
