//! A text as the heuristics see it: tokens and sentences over the folded characters.

use std::ops::Range;

use super::markup::{Entity, Folded, Markup, fold};
use super::words::{Words, key};

pub(super) use self::scan::word_end;
use self::scan::{capitals, run};
use self::short::{ABBREVIATIONS, BEFORE_NUMBERS};
pub(super) use self::short::{MONTHS, SHORT_MONTHS};

mod scan;
mod short;

/// A message read once: every check of the engine works on this.
#[derive(Debug)]
pub struct Text<'a> {
    /// The original, markup and all.
    pub raw: &'a str,
    /// Whose markup that is.
    pub markup: Markup,
    /// Lower-case visible characters with placeholders for entities, and their places.
    pub folded: Folded,
    /// Words, numbers, entities, emoji, punctuation, in order.
    pub tokens: Vec<Token>,
    /// Sentences, headings and list items, in order; together they hold every token.
    pub sentences: Vec<Sentence>,
    /// How many tokens are words and numbers.
    words: usize,
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Letters (apostrophes inside included).
    Word,
    /// Anything with a digit in it: `14`, `18:40`, `13,50`, `1.4.2`, `v6`, `3x2`.
    Number,
    /// One or more emoji without a space between them, or a custom one.
    Emoji,
    /// One punctuation character or a run of the same one.
    Punct,
    /// An entity other than a custom emoji; never an item or a heading.
    Entity(Entity),
}

/// One token.
#[derive(Debug, Clone)]
pub struct Token {
    /// What it is.
    pub kind: Kind,
    /// Half-open bytes of the original.
    pub span: Range<usize>,
    /// Half-open bytes of the folded text.
    pub fold: Range<usize>,
    /// Stands for the folded characters: equal words have equal keys.
    pub key: u64,
    /// Stands between quotation marks on one line.
    pub quoted: bool,
    /// Starts with a capital letter.
    pub capital: bool,
    /// A word of two letters or more, all capitals.
    pub shouted: bool,
    /// Parts two clauses: a comma, a stop, a bracket; a hyphen inside a word and a dot inside a number do not.
    pub parts: bool,
    /// The sentence it belongs to.
    pub sentence: usize,
}

/// What kind of sentence it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Running text.
    Plain,
    /// An item of a list.
    Item,
    /// A heading.
    Heading,
}

/// One sentence, list item or heading.
#[derive(Debug, Clone)]
pub struct Sentence {
    /// Its tokens, end punctuation and trailing emoji included.
    pub tokens: Range<usize>,
    /// What kind it is.
    pub form: Form,
    /// Ends in a question mark.
    pub question: bool,
    /// Ends in an exclamation mark.
    pub exclamation: bool,
}

impl<'a> Text<'a> {
    /// Reads a text.
    #[must_use]
    pub fn read(raw: &'a str, markup: Markup) -> Self {
        let folded = fold(raw, markup);
        let mut text = Self { raw, markup, folded, tokens: Vec::new(), sentences: Vec::new(), words: 0 };
        let forms = text.tokenize();
        text.words = text.tokens.iter().filter(|t| t.is_word()).count();
        text.mark_quotes();
        text.mark_parts();
        text.split(&forms);
        text
    }

    /// The folded characters of a token: lower case, without markup.
    #[must_use]
    pub fn word(&self, token: usize) -> &str {
        self.tokens.get(token).map_or("", |t| &self.folded.text[t.fold.clone()])
    }

    /// The kind of a token, if there is one at this index.
    #[must_use]
    pub fn kind(&self, token: usize) -> Option<Kind> {
        self.tokens.get(token).map(|t| t.kind)
    }

    /// The original bytes of a non-empty range of tokens.
    #[must_use]
    pub fn span(&self, tokens: Range<usize>) -> Range<usize> {
        self.tokens[tokens.start].span.start..self.tokens[tokens.end - 1].span.end
    }

    /// The tokens of a sentence with their indices.
    pub fn of(&self, sentence: usize) -> impl Iterator<Item = (usize, &Token)> {
        let range = self.sentences[sentence].tokens.clone();
        range.clone().zip(&self.tokens[range])
    }

    /// The sentence that the first token at or after a byte of the original belongs to; else the last one.
    #[must_use]
    pub fn sentence_at(&self, byte: usize) -> usize {
        let at = self.tokens.partition_point(|t| t.span.start < byte);
        self.tokens.get(at).map_or(self.sentences.len().saturating_sub(1), |t| t.sentence)
    }

    /// How many words and numbers the text has, code and quotes of others not included.
    #[must_use]
    pub fn words(&self) -> usize {
        self.words
    }

    /// Whether a token is one of the words, whoever says it.
    #[must_use]
    #[inline]
    pub fn is(&self, token: usize, words: Words) -> bool {
        self.tokens.get(token).is_some_and(|t| words.contains(t.key))
    }

    /// Where the words stand, whoever says them.
    #[inline]
    pub fn places(&self, words: Words) -> impl Iterator<Item = usize> {
        let stands = move |(at, token): (usize, &Token)| words.contains(token.key).then_some(at);
        self.tokens.iter().enumerate().filter_map(stands)
    }

    /// Whether no space parts a token from the one before it.
    #[must_use]
    #[inline]
    pub fn glued(&self, token: usize) -> bool {
        token > 0 && self.tokens.get(token).is_some_and(|t| self.tokens[token - 1].fold.end == t.fold.start)
    }

    /// The first token of which any byte lies at or behind a folded offset.
    #[must_use]
    pub fn token_at(&self, fold: usize) -> usize {
        self.tokens.partition_point(|t| t.fold.end <= fold)
    }

    /// Fills `tokens`; answers where list items and headings begin, as (token index, form).
    fn tokenize(&mut self) -> Vec<(usize, Form)> {
        let mut starts = vec![(0, Form::Plain)];
        let text = &self.folded.text;
        self.tokens.reserve(text.len() / 4);
        let mut end = 0;
        while let Some(c) = text[end..].chars().next() {
            let at = end;
            end += c.len_utf8();
            let kind = match Entity::of(c) {
                None if c == ' ' => continue,
                None if c == '\n' => {
                    starts.push((self.tokens.len(), Form::Plain));
                    continue;
                }
                None if c.is_ascii_alphanumeric() || c.is_alphanumeric() && !is_emoji(c) => {
                    let number;
                    (end, number) = word_end(text, at);
                    if number { Kind::Number } else { Kind::Word }
                }
                None if c.is_whitespace() => continue,
                None if is_emoji(c) => {
                    end += run(&text[end..], is_emoji);
                    Kind::Emoji
                }
                None => {
                    end += run(&text[end..], |d| d == c);
                    Kind::Punct
                }
                Some(Entity::Item) => {
                    starts.push((self.tokens.len(), Form::Item));
                    continue;
                }
                Some(Entity::Heading) => {
                    starts.push((self.tokens.len(), Form::Heading));
                    continue;
                }
                Some(Entity::Emoji) => Kind::Emoji,
                Some(entity) => Kind::Entity(entity),
            };
            let span = self.folded.origin(at..end);
            let (capital, shouted) = capitals(&self.raw[span.clone()], kind);
            let key = key(&text[at..end]);
            let fold = at..end;
            self.tokens.push(Token {
                kind,
                span,
                fold,
                key,
                quoted: false,
                capital,
                shouted,
                parts: false,
                sentence: 0,
            });
        }
        starts
    }

    /// Marks what stands between two quotation marks of one line.
    fn mark_quotes(&mut self) {
        let mut open: Option<usize> = None;
        for i in 0..self.tokens.len() {
            if open.is_some() && self.folded.text[self.tokens[i - 1].fold.end..self.tokens[i].fold.start].contains('\n')
            {
                open = None;
            }
            if self.tokens[i].kind == Kind::Punct && self.word(i).starts_with('"') {
                if let Some(from) = open.take() {
                    self.tokens[from + 1..i].iter_mut().for_each(|t| t.quoted = true);
                } else {
                    open = Some(i);
                }
            }
        }
    }

    /// Marks the tokens that part clauses.
    fn mark_parts(&mut self) {
        for i in 0..self.tokens.len() {
            self.tokens[i].parts = self.tokens[i].kind == Kind::Punct
                && !(self.glued(i) && self.glued(i + 1))
                && self.word(i).starts_with([',', '.', ';', ':', '!', '?', '-', '(', ')', '…']);
        }
    }

    /// Fills `sentences`: a new one begins on a new line and behind end punctuation with what trails it.
    fn split(&mut self, lines: &[(usize, Form)]) {
        let count = self.tokens.len();
        let mut bounds: Vec<(usize, Form)> = Vec::with_capacity(lines.len() + 8);
        let mut lines = lines.iter().copied().peekable();
        let mut form = Form::Plain;
        // The last token before this one that is no trailer of end punctuation.
        let mut last = 0;
        let mut i = 0;
        while i < count {
            let mut new_line = false;
            while let Some((_, f)) = lines.next_if(|(start, _)| *start <= i) {
                form = f;
                new_line = true;
            }
            let begins = new_line || bounds.is_empty() || self.ends_sentence(i - 1, last) && !self.trails(i);
            if begins {
                bounds.push((i, form));
            }
            // Emoji, closing quotes and brackets trail.
            let trailer = match self.tokens[i].kind {
                Kind::Emoji => true,
                Kind::Punct => matches!(self.word(i), "\"" | ")"),
                _ => false,
            };
            if begins || !trailer {
                last = i;
            }
            i += 1;
        }
        for (n, (start, form)) in bounds.iter().enumerate() {
            let end = bounds.get(n + 1).map_or(count, |b| b.0);
            let last = (*start..end)
                .rev()
                .find(|t| self.tokens[*t].kind == Kind::Punct && !self.word(*t).starts_with(['"', ')']));
            let ends_in = |c: char| last.is_some_and(|t| self.word(t).contains(c) && self.only_trailers(t + 1..end));
            let question = ends_in('?')
                || last.is_some_and(|t| t > *start && self.word(t - 1).contains('?') && self.only_trailers(t + 1..end));
            let sentence = Sentence { tokens: *start..end, form: *form, question, exclamation: ends_in('!') };
            self.tokens[*start..end].iter_mut().for_each(|t| t.sentence = n);
            self.sentences.push(sentence);
        }
    }

    fn only_trailers(&self, mut tokens: Range<usize>) -> bool {
        tokens.all(|t| !self.tokens[t].is_word())
    }

    /// Whether a token closes the sentence it stands in; `last` is the token itself or, where that trails, the one trailed.
    fn ends_sentence(&self, token: usize, last: usize) -> bool {
        let mark = match self.tokens[last].kind {
            Kind::Emoji => return false,
            Kind::Punct => self.word(last),
            _ => "",
        };
        match mark.chars().next() {
            Some('!' | '?' | '…') => true,
            Some('.') if mark.len() > 1 => true,
            Some('.') => self.full_stop(last),
            // Emoji between two words part them like a full stop; at the end of a word nothing does.
            _ => {
                last != token
                    && self.tokens[token].kind == Kind::Emoji
                    && self.tokens.get(token + 1).is_some_and(|t| t.capital)
            }
        }
    }

    /// Whether a single dot is a full stop and not part of an ordinal or an abbreviation.
    fn full_stop(&self, dot: usize) -> bool {
        if self.glued(dot + 1) && self.tokens[dot + 1].is_word() {
            return false;
        }
        let Some(before) = dot.checked_sub(1) else { return true };
        if !self.glued(dot) {
            return true;
        }
        let word = self.word(before);
        if self.tokens[before].kind == Kind::Number {
            let short = word.len() <= 2 || word.contains('.') && word.len() <= 5;
            let next = self.word(dot + 1);
            let goes_on = self.tokens.get(dot + 1).is_some_and(|t| !t.capital && t.is_word())
                || MONTHS.iter().any(|m| next.starts_with(m));
            return !(short && goes_on);
        }
        let single_letter = word.chars().count() == 1 && word != "i";
        let counted = self.kind(dot + 1) == Some(Kind::Number)
            && (self.is(before, BEFORE_NUMBERS) || SHORT_MONTHS.contains(&word));
        !(single_letter || counted || self.is(before, ABBREVIATIONS))
    }

    /// Whether a token belongs to the sentence before it although that has ended. A quotation mark or a bracket does
    /// where no space parts them: else it opens the next.
    fn trails(&self, token: usize) -> bool {
        match self.tokens[token].kind {
            Kind::Emoji => true,
            Kind::Punct => match self.word(token).chars().next() {
                Some('!' | '?' | '.' | '…' | ',' | ';') => true,
                Some('"' | ')') => self.glued(token),
                _ => false,
            },
            _ => false,
        }
    }
}

impl Token {
    /// A word or a number.
    #[must_use]
    pub fn is_word(&self) -> bool {
        matches!(self.kind, Kind::Word | Kind::Number)
    }
}

/// Whether a character is drawn as a picture. Arrows used as signs (→) are not.
#[must_use]
pub fn is_emoji(c: char) -> bool {
    matches!(c,
        '\u{1F000}'..='\u{1FAFF}' | '\u{2600}'..='\u{27BF}' | '\u{2B00}'..='\u{2BFF}' | '\u{23E9}'..='\u{23FA}'
        | '\u{231A}'..='\u{231B}' | '\u{2934}'..='\u{2935}' | '\u{3030}' | '\u{E0020}'..='\u{E007F}')
}
