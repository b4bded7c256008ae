//! Whether two shares differ: Fisher's exact test, two-sided, which holds for the small numbers of a week.

/// The chance of error at which a change is still called one.
const SIGNIFICANT: f64 = 0.05;

/// Whether two shares, each as (successes, all), differ at the 5 % level.
#[must_use]
pub fn differs(a: (i64, i64), b: (i64, i64)) -> bool {
    p_value(a, b) < SIGNIFICANT
}

/// The probability, with the margins given, of all tables that are no more probable than this one.
fn p_value(a: (i64, i64), b: (i64, i64)) -> f64 {
    let sizes = [a.1.max(0), b.1.max(0)];
    let hits = [a.0.clamp(0, sizes[0]), b.0.clamp(0, sizes[1])];
    let (all, total) = (sizes[0] + sizes[1], hits[0] + hits[1]);
    let factorials = log_factorials(all);
    let choose = |n: i64, k: i64| factorials[n as usize] - factorials[k as usize] - factorials[(n - k) as usize];
    let log_p = |k: i64| choose(sizes[0], k) + choose(sizes[1], total - k) - choose(all, total);
    // Tables of equal probability differ by rounding alone.
    let limit = log_p(hits[0]) + 1e-7;
    let possible = (total - sizes[1]).max(0)..=total.min(sizes[0]);
    possible.map(log_p).filter(|log_p| *log_p <= limit).map(f64::exp).sum::<f64>().min(1.0)
}

/// ln 0!, ln 1!, … ln n!
fn log_factorials(n: i64) -> Vec<f64> {
    let mut sum = 0.0;
    let rest = (1..=n).map(|k| {
        sum += (k as f64).ln();
        sum
    });
    std::iter::once(0.0).chain(rest).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(found: f64, exact: f64) {
        assert!((found - exact).abs() < 1e-9, "{found} is not {exact}");
    }

    #[test]
    fn p_values_equal_the_exact_fractions() {
        // Fisher's own cup of tea, and a table of every textbook.
        near(p_value((3, 4), (1, 4)), 17.0 / 35.0);
        near(p_value((1, 10), (11, 14)), 41.0 / 14858.0);
        near(p_value((5, 5), (0, 5)), 1.0 / 126.0);
        near(p_value((4, 5), (1, 5)), 13.0 / 63.0);
        near(p_value((7, 20), (3, 25)), 211_004.0 / 2_544_009.0);
        near(p_value((23, 34), (19, 31)), 6_630_367_131.0 / 10_793_991_236.0);
        near(p_value((0, 5), (0, 5)), 1.0);
        assert!((p_value((700, 1000), (740, 1000)) - 0.052_054_052_5).abs() < 1e-8);
    }

    #[test]
    fn a_change_is_called_one_only_below_five_percent() {
        assert!(differs((23, 34), (13, 34)) && differs((13, 34), (23, 34)));
        assert!(differs((5, 5), (1, 5)) && differs((800, 1000), (760, 1000)));
        assert!(!differs((23, 34), (19, 31)) && !differs((8, 10), (3, 10)) && !differs((700, 1000), (740, 1000)));
        assert!(!differs((0, 0), (5, 5)) && !differs((-1, -2), (3, 2)));
    }
}
