-- Version 2 of progress.db adds what reviews need; schedules are worked out from it and kept nowhere.

-- Questions of lessons that were answered wrongly, and when first.
CREATE TABLE missed (
    card TEXT NOT NULL PRIMARY KEY,   -- `question LESSON#SECTION/N`
    at INTEGER NOT NULL
) STRICT;

-- Cards asked and how well each was known: only ever added to.
CREATE TABLE review (
    card TEXT NOT NULL,               -- also `concept ID` and `check EXERCISE NAME`
    at INTEGER NOT NULL,
    rating INTEGER NOT NULL CHECK (rating BETWEEN 1 AND 4),
    PRIMARY KEY (card, at)
) STRICT;
CREATE TRIGGER review_stays BEFORE UPDATE ON review BEGIN SELECT raise(ABORT, 'reviews are only added'); END;
CREATE TRIGGER review_kept BEFORE DELETE ON review BEGIN SELECT raise(ABORT, 'reviews are only added'); END;
