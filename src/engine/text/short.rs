//! Words behind whose dot a sentence goes on.

use crate::engine::words::Words;

/// The months in full.
pub(in crate::engine) const MONTHS: [&str; 22] = [
    "januar",
    "februar",
    "märz",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "dezember",
    "january",
    "february",
    "march",
    "may",
    "june",
    "july",
    "october",
    "december",
    "jänner",
    "feber",
];

/// The months in short.
pub(in crate::engine) const SHORT_MONTHS: [&str; 15] =
    ["jan", "feb", "mär", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "okt", "oct", "nov", "dez", "dec"];

/// Days and the like in short, in front of a number.
pub(super) const BEFORE_NUMBERS: Words = words![
    "mo", "di", "mi", "do", "fr", "sa", "so", "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun",
    "no", "pos", "kap",
];

/// Other words with a dot that ends no sentence.
pub(super) const ABBREVIATIONS: Words = words![
    "incl", "excl", "tgl", "zzt", "bzw", "ca", "nr", "str", "inkl", "exkl", "zzgl", "ggf", "evtl", "max", "min",
    "mind", "dr", "prof", "st", "tel", "abs", "art", "vs", "approx", "mr", "mrs", "ms", "jr", "inc", "vol", "fig",
    "std", "mio", "mrd",
];
