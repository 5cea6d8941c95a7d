-- Version 3 of progress.db keeps what was answered, so that attempts can be looked back at and compared.

-- The files of answers that were graded, once for each digest: only ever added to.
CREATE TABLE answer (
    digest TEXT NOT NULL,      -- of all files of the answer, as in attempt.answer
    file TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (digest, file)
) STRICT;
CREATE TRIGGER answer_stays BEFORE UPDATE ON answer BEGIN SELECT raise(ABORT, 'answers are only added'); END;
CREATE TRIGGER answer_kept BEFORE DELETE ON answer BEGIN SELECT raise(ABORT, 'answers are only added'); END;
