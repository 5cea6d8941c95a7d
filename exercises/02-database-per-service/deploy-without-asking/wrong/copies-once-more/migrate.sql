UPDATE customers SET email = mail;
