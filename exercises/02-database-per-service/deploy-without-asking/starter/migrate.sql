-- Right for every row that nobody touches any more.
UPDATE customers SET email = mail;
