//! What somebody may have meant.

/// The `count` names nearest to a word, by how many letters differ; the order of the names decides between equals.
pub(super) fn nearest<'n>(word: &str, names: impl IntoIterator<Item = &'n str>, count: usize) -> Vec<&'n str> {
    let word = word.to_lowercase();
    let mut ranked: Vec<(usize, &str)> = names.into_iter().map(|name| (distance(&word, name), name)).collect();
    ranked.sort_by_key(|(distance, _)| *distance);
    ranked.into_iter().take(count).map(|(_, name)| name).collect()
}

/// Levenshtein's distance in characters, case aside.
fn distance(word: &str, name: &str) -> usize {
    let name: Vec<char> = name.to_lowercase().chars().collect();
    let mut row: Vec<usize> = (0..=name.len()).collect();
    for (i, a) in word.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, b) in name.iter().enumerate() {
            let change = diagonal + usize::from(a != *b);
            diagonal = row[j + 1];
            row[j + 1] = change.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[name.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_comes_first() {
        assert_eq!(["kitten", "", "abc"].map(|word| distance(word, "sitting")), [3, 7, 7]);
        assert_eq!(nearest("Hyp", ["smalltalk", "hype", "howto"], 2), ["hype", "howto"]);
    }
}
