//! Solving one small symmetric positive definite system.
//!
//! Cholesky's factorisation A = Uᵀ·U, row by row (right-looking): once row k of U is known, subtract its
//! outer product from what is left. Golub & Van Loan, *Matrix Computations*, 4th edition, section 4.2.5.
//!
//! ```text
//! for k in 0..n:
//!     U[k][k..] = A[k][k..] / √A[k][k]
//!     for i in k+1..n:  A[i][i..] −= U[k][i] · U[k][i..]
//! solve Uᵀ·y = b from the top, U·x = y from the bottom
//! ```
//!
//! The inner loop adds a multiple of one contiguous slice to another, element by element, so the compiler
//! vectorises it without changing the order of any sum: the result is the same to the bit everywhere.

#![expect(clippy::indexing_slicing, reason = "a measured hot loop; all indices are below n, asserted once")]

/// Solves `matrix · x = rhs` in place: `rhs` becomes x.
///
/// `matrix` is n × n in row-major order, of which only the upper triangle is read and overwritten.
/// Where round-off leaves a pivot that is not positive, that unknown is a combination of the earlier ones to
/// within precision; it is set to 0 and the others are solved without it.
///
/// # Panics
/// When `matrix` does not have n² elements for the n of `rhs`.
pub(super) fn solve(matrix: &mut [f32], rhs: &mut [f32]) {
    let n = rhs.len();
    assert_eq!(matrix.len(), n * n, "the matrix is square and as large as the right-hand side");
    for k in 0..n {
        let (done, rest) = matrix.split_at_mut((k + 1) * n);
        let row = &mut done[k * n + k..];
        let pivot = row[0];
        let inverse_root = if pivot > 0.0 { 1.0 / pivot.sqrt() } else { 0.0 };
        for value in row.iter_mut() {
            *value *= inverse_root;
        }
        // The diagonal holds 1/√pivot from here on, because that is what the substitutions need.
        row[0] = inverse_root;
        for (i, lower) in rest.chunks_exact_mut(n).enumerate() {
            let tail = &row[i + 1..];
            let factor = tail[0];
            if factor != 0.0 {
                subtract_multiple(&mut lower[k + 1 + i..], tail, factor);
            }
        }
        rhs[k] *= inverse_root;
        let factor = rhs[k];
        subtract_multiple(&mut rhs[k + 1..], &row[1..], factor);
    }
    for k in (0..n).rev() {
        let row = &matrix[k * n + k..(k + 1) * n];
        let mut value = rhs[k];
        for (known, coefficient) in std::iter::zip(&rhs[k + 1..], &row[1..]) {
            value -= known * coefficient;
        }
        rhs[k] = value * row[0];
    }
}

/// `target −= factor · source`, element by element.
#[inline]
fn subtract_multiple(target: &mut [f32], source: &[f32], factor: f32) {
    for (value, &other) in std::iter::zip(target, source) {
        *value -= factor * other;
    }
}

#[cfg(test)]
mod tests {
    use nalgebra::{DMatrix, DVector};
    use proptest::prelude::*;

    use super::solve;
    use crate::num::to_u32;

    /// An `n` × `n` symmetric matrix whose eigenvalues lie between about 1 / `condition` and a few, and a right-hand
    /// side, by a fixed linear congruential generator; in single precision, so that both solvers see the same numbers.
    fn random_system(n: usize, condition: f64, seed: u64) -> (DMatrix<f64>, DVector<f64>) {
        let mut state = seed;
        let mut draw = move || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            f64::from(u32::try_from(state >> 32).unwrap()) / f64::from(u32::MAX) - 0.5
        };
        let factors = DMatrix::from_fn(n, n, |_, _| draw());
        let matrix = &factors * factors.transpose() * (12.0 / f64::from(to_u32(n)))
            + DMatrix::identity(n, n) * (4.0 / condition);
        let single = |value: f64| f64::from(crate::num::narrow(value));
        (matrix.map(single), DVector::from_fn(n, |_, _| single(draw())))
    }

    /// The solver against nalgebra's factorisation in doubles, on systems of every size that the ridge can ask for.
    ///
    /// A solution of a backward stable method has a relative residual of a small multiple of n times the precision
    /// (Higham, *Accuracy and Stability of Numerical Algorithms*, 2nd edition, theorem 10.4), whatever the condition
    /// of the matrix; how far it is off then follows from the condition (theorem 7.2).
    #[test]
    fn agrees_with_a_linear_algebra_crate_as_well_as_single_precision_allows() {
        for n in 1..=100 {
            for (condition, seed) in [(10.0, 1), (1e3, 2), (1e5, 3)] {
                let (matrix, rhs) = random_system(n, condition, seed + 10 * u64::try_from(n).unwrap());
                let mut upper: Vec<f32> = (0..n * n)
                    .map(|at| {
                        let (row, column) = (at / n, at % n);
                        if row <= column { crate::num::narrow(matrix[(row, column)]) } else { f32::NAN }
                    })
                    .collect();
                let mut solution: Vec<f32> = rhs.iter().map(|&value| crate::num::narrow(value)).collect();
                solve(&mut upper, &mut solution);

                let got = DVector::from_iterator(n, solution.iter().map(|&value| f64::from(value)));
                let oracle = matrix.clone().cholesky().expect("positive definite").solve(&rhs);
                let eigenvalues = matrix.symmetric_eigenvalues();
                let (greatest, least) = (eigenvalues.max(), eigenvalues.min());
                let residual =
                    |x: &DVector<f64>| (&matrix * x - &rhs).norm() / (greatest * x.norm() + rhs.norm());
                let allowed = f64::from(to_u32(n)) * f64::from(f32::EPSILON);
                let off = (&got - &oracle).norm() / oracle.norm();
                assert!(residual(&oracle) < 1e-12, "the oracle itself, {n} unknowns: {}", residual(&oracle));
                assert!(residual(&got) <= allowed, "{n} unknowns, {condition}: residual {}", residual(&got));
                assert!(off <= 2.0 * allowed * greatest / least, "{n} unknowns, {condition}: {off} off");
            }
        }
    }

    #[test]
    fn solves_a_system_small_enough_to_check_by_hand() {
        let mut matrix = [4.0, 2.0, f32::NAN, 3.0];
        let mut rhs = [8.0, 7.0];
        solve(&mut matrix, &mut rhs);
        assert!((rhs[0] - 1.25).abs() < 1e-6 && (rhs[1] - 1.5).abs() < 1e-6, "{rhs:?}");
    }

    #[test]
    fn drops_an_unknown_that_says_nothing_new() {
        let mut matrix = [1.0, 1.0, 1.0, 1.0];
        let mut rhs = [2.0, 2.0];
        solve(&mut matrix, &mut rhs);
        assert_eq!(rhs.map(f32::to_bits), [2.0_f32, 0.0].map(f32::to_bits));
    }

    proptest! {
        #[test]
        fn the_solution_satisfies_the_system(
            factors in prop::collection::vec(-1.0_f32..1.0, 36), rhs in prop::collection::vec(-1.0_f32..1.0, 6),
        ) {
            // B·Bᵀ + I is symmetric and positive definite.
            let entry = |i: usize, j: usize| {
                (0..6).map(|l| factors[i * 6 + l] * factors[j * 6 + l]).sum::<f32>() + f32::from(u8::from(i == j))
            };
            let mut matrix: Vec<f32> = (0..36).map(|at| entry(at / 6, at % 6)).collect();
            let mut x = rhs.clone();
            solve(&mut matrix, &mut x);
            for (i, expected) in rhs.iter().enumerate() {
                let got: f32 = (0..6).map(|j| entry(i, j) * x[j]).sum();
                prop_assert!((got - expected).abs() < 1e-4, "{} {}", got, expected);
            }
        }
    }
}
