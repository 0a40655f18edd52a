-- The gates of the harbour and what they are for.

-- Each gate has a name.
CREATE TABLE IF NOT EXISTS harbour.gates (
  name text NOT NULL, -- of the gate
  note text DEFAULT 'create table no'
);

/* What is open now. */
create or replace view "open gates" as select * from gates;

create unique index gates_name on gates (name);

-- Opens one of the gates unless the water is frozen.
CREATE OR REPLACE FUNCTION open_gate(gate text) RETURNS boolean AS $$
BEGIN
  CREATE TABLE no (a int);
END;
$$ LANGUAGE plpgsql;

INSERT INTO gates VALUES ('east');
