CREATE TABLE agent (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  uuid VARCHAR NOT NULL,
  kind VARCHAR NOT NULL,
  name VARCHAR NOT NULL,
  created_at VARCHAR NOT NULL,
  UNIQUE (uuid),
  UNIQUE (name)
)
;
CREATE TABLE catalogue (
  id INTEGER NOT NULL,
  uuid VARCHAR NOT NULL,
  title VARCHAR NOT NULL,
  kind VARCHAR NOT NULL,
  created_at VARCHAR NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT only_one CHECK (id = 1)
)
;
CREATE TABLE file (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  sha256 VARCHAR NOT NULL,
  sha512 VARCHAR NOT NULL,
  size INTEGER NOT NULL,
  media_type VARCHAR NOT NULL,
  width INTEGER,
  height INTEGER,
  orientation INTEGER,
  frames INTEGER,
  no_picture_reason VARCHAR,
  perceptual_hash VARCHAR,
  thumbnail_state VARCHAR,
  thumbnail_sha256 VARCHAR,
  c2pa_state VARCHAR,
  c2pa_url VARCHAR,
  c2pa_codes VARCHAR,
  checked_at VARCHAR,
  check_outcome VARCHAR,
  created_at VARCHAR NOT NULL,
  UNIQUE (sha256)
)
;
CREATE TABLE log (
  sequence INTEGER NOT NULL,
  prev BLOB NOT NULL,
  body BLOB NOT NULL,
  hash BLOB NOT NULL,
  PRIMARY KEY (sequence),
  UNIQUE (hash)
)
;
CREATE TABLE row_salt (
  owner VARCHAR NOT NULL,
  owner_id INTEGER NOT NULL,
  salt BLOB NOT NULL,
  PRIMARY KEY (owner, owner_id)
)
 WITHOUT ROWID
;
CREATE TABLE tag (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  name VARCHAR NOT NULL,
  sort_key BLOB,
  folded VARCHAR NOT NULL,
  UNIQUE (name)
)
;
CREATE INDEX ix_tag_folded ON tag (folded)
;
CREATE TABLE act (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  uuid VARCHAR NOT NULL,
  sequence INTEGER,
  agent_id INTEGER NOT NULL,
  at VARCHAR NOT NULL,
  kind VARCHAR NOT NULL,
  label VARCHAR NOT NULL,
  undoable BOOLEAN NOT NULL,
  undone_by INTEGER,
  UNIQUE (uuid),
  UNIQUE (sequence),
  FOREIGN KEY(sequence) REFERENCES log (sequence),
  FOREIGN KEY(agent_id) REFERENCES agent (id),
  FOREIGN KEY(undone_by) REFERENCES act (id)
)
;
CREATE INDEX ix_act_agent_id ON act (agent_id)
;
CREATE TABLE derivation (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  used_file_id INTEGER NOT NULL,
  made_file_id INTEGER NOT NULL,
  activity VARCHAR NOT NULL,
  agent_id INTEGER NOT NULL,
  at VARCHAR NOT NULL,
  FOREIGN KEY(used_file_id) REFERENCES file (id),
  FOREIGN KEY(made_file_id) REFERENCES file (id),
  FOREIGN KEY(agent_id) REFERENCES agent (id)
)
;
CREATE INDEX ix_derivation_made_file_id ON derivation (made_file_id)
;
CREATE INDEX ix_derivation_used_file_id ON derivation (used_file_id)
;
CREATE TABLE log_content (
  sequence INTEGER NOT NULL,
  salt BLOB NOT NULL,
  content BLOB NOT NULL,
  PRIMARY KEY (sequence),
  FOREIGN KEY(sequence) REFERENCES log (sequence)
)
;
CREATE TABLE log_erasure (
  sequence INTEGER NOT NULL,
  erased_by INTEGER NOT NULL,
  PRIMARY KEY (sequence),
  FOREIGN KEY(sequence) REFERENCES log (sequence),
  FOREIGN KEY(erased_by) REFERENCES log (sequence)
)
;
CREATE TABLE log_owner (
  owner VARCHAR NOT NULL,
  owner_id INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  PRIMARY KEY (owner, owner_id, sequence),
  FOREIGN KEY(sequence) REFERENCES log (sequence)
)
 WITHOUT ROWID
;
CREATE INDEX log_owner_by_entry ON log_owner (sequence)
;
CREATE TABLE log_state (
  sequence INTEGER NOT NULL,
  part INTEGER NOT NULL,
  states BLOB NOT NULL,
  hints BLOB NOT NULL,
  PRIMARY KEY (sequence, part),
  FOREIGN KEY(sequence) REFERENCES log (sequence)
)
;
CREATE TABLE snapshot (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  file_id INTEGER NOT NULL,
  reader VARCHAR NOT NULL,
  version VARCHAR NOT NULL,
  read_at VARCHAR NOT NULL,
  none_found BOOLEAN NOT NULL,
  tags BLOB NOT NULL,
  FOREIGN KEY(file_id) REFERENCES file (id)
)
;
CREATE INDEX ix_snapshot_file_id ON snapshot (file_id)
;
CREATE TABLE "case" (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  uuid VARCHAR NOT NULL,
  label VARCHAR NOT NULL,
  title VARCHAR NOT NULL,
  description VARCHAR,
  created_at VARCHAR NOT NULL,
  withdrawn INTEGER,
  UNIQUE (uuid),
  FOREIGN KEY(withdrawn) REFERENCES act (id)
)
;
CREATE UNIQUE INDEX case_label ON "case" (label) WHERE withdrawn IS NULL
;
CREATE TABLE field (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  name VARCHAR NOT NULL,
  kind VARCHAR NOT NULL,
  choices VARCHAR,
  withdrawn INTEGER,
  UNIQUE (name),
  FOREIGN KEY(withdrawn) REFERENCES act (id)
)
;
CREATE TABLE saved_search (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  uuid VARCHAR NOT NULL,
  name VARCHAR NOT NULL,
  "query" VARCHAR NOT NULL,
  agent_id INTEGER NOT NULL,
  withdrawn INTEGER,
  UNIQUE (uuid),
  FOREIGN KEY(agent_id) REFERENCES agent (id),
  FOREIGN KEY(withdrawn) REFERENCES act (id)
)
;
CREATE UNIQUE INDEX saved_search_name ON saved_search (name) WHERE withdrawn IS NULL
;
CREATE TABLE origin (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  uuid VARCHAR NOT NULL,
  label VARCHAR,
  name VARCHAR NOT NULL,
  counts VARCHAR NOT NULL,
  note VARCHAR,
  case_id INTEGER,
  withdrawn INTEGER,
  UNIQUE (uuid),
  FOREIGN KEY(case_id) REFERENCES "case" (id),
  FOREIGN KEY(withdrawn) REFERENCES act (id)
)
;
CREATE INDEX ix_origin_case_id ON origin (case_id)
;
CREATE UNIQUE INDEX origin_label ON origin (case_id, label) WHERE withdrawn IS NULL
;
CREATE UNIQUE INDEX origin_label_of_no_case ON origin (label) WHERE withdrawn IS NULL AND case_id IS NULL
;
CREATE TABLE place (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  uuid VARCHAR NOT NULL,
  label VARCHAR,
  name VARCHAR NOT NULL,
  kind VARCHAR,
  country VARCHAR,
  region VARCHAR,
  lat DOUBLE,
  lon DOUBLE,
  radius_m DOUBLE,
  precision VARCHAR,
  coordinate_source VARCHAR,
  geonames_id INTEGER,
  note VARCHAR,
  case_id INTEGER,
  withdrawn INTEGER,
  UNIQUE (uuid),
  FOREIGN KEY(case_id) REFERENCES "case" (id),
  FOREIGN KEY(withdrawn) REFERENCES act (id)
)
;
CREATE INDEX ix_place_case_id ON place (case_id)
;
CREATE INDEX ix_place_geonames_id ON place (geonames_id)
;
CREATE TABLE claim (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  uuid VARCHAR NOT NULL,
  case_id INTEGER NOT NULL,
  label VARCHAR NOT NULL,
  statement VARCHAR NOT NULL,
  origin_id INTEGER,
  text_sha256 VARCHAR,
  text_start INTEGER,
  text_end INTEGER,
  quote_exact VARCHAR,
  quote_prefix VARCHAR,
  quote_suffix VARCHAR,
  status VARCHAR NOT NULL,
  parent_id INTEGER,
  created_at VARCHAR NOT NULL,
  withdrawn INTEGER,
  kind VARCHAR,
  modality VARCHAR,
  checkable BOOLEAN,
  reported_date VARCHAR,
  event_time VARCHAR,
  credibility VARCHAR,
  credibility_reason VARCHAR,
  likelihood VARCHAR,
  confidence VARCHAR,
  independence_reason VARCHAR,
  note VARCHAR,
  UNIQUE (uuid),
  FOREIGN KEY(case_id) REFERENCES "case" (id),
  FOREIGN KEY(origin_id) REFERENCES origin (id),
  FOREIGN KEY(parent_id) REFERENCES claim (id),
  FOREIGN KEY(withdrawn) REFERENCES act (id)
)
;
CREATE UNIQUE INDEX claim_label ON claim (case_id, label) WHERE withdrawn IS NULL
;
CREATE INDEX ix_claim_origin_id ON claim (origin_id)
;
CREATE INDEX ix_claim_parent_id ON claim (parent_id)
;
CREATE TABLE place_name (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  place_id INTEGER NOT NULL,
  text VARCHAR NOT NULL,
  folded VARCHAR NOT NULL,
  language VARCHAR,
  script VARCHAR,
  status VARCHAR,
  withdrawn INTEGER,
  FOREIGN KEY(place_id) REFERENCES place (id),
  FOREIGN KEY(withdrawn) REFERENCES act (id)
)
;
CREATE INDEX ix_place_name_folded ON place_name (folded)
;
CREATE INDEX ix_place_name_place_id ON place_name (place_id)
;
CREATE UNIQUE INDEX place_name_once ON place_name (place_id, text) WHERE withdrawn IS NULL
;
CREATE TABLE source (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  uuid VARCHAR NOT NULL,
  label VARCHAR,
  name VARCHAR NOT NULL,
  native_names VARCHAR,
  origin_id INTEGER,
  restricted BOOLEAN NOT NULL,
  case_id INTEGER,
  withdrawn INTEGER,
  kind VARCHAR,
  identified BOOLEAN,
  speaks_for VARCHAR,
  interest VARCHAR,
  reliability VARCHAR,
  reliability_reason VARCHAR,
  note VARCHAR,
  UNIQUE (uuid),
  FOREIGN KEY(origin_id) REFERENCES origin (id),
  FOREIGN KEY(case_id) REFERENCES "case" (id),
  FOREIGN KEY(withdrawn) REFERENCES act (id)
)
;
CREATE INDEX ix_source_case_id ON source (case_id)
;
CREATE INDEX ix_source_origin_id ON source (origin_id)
;
CREATE UNIQUE INDEX source_label ON source (case_id, label) WHERE withdrawn IS NULL
;
CREATE UNIQUE INDEX source_label_of_no_case ON source (label) WHERE withdrawn IS NULL AND case_id IS NULL
;
CREATE TABLE claim_place (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  claim_id INTEGER NOT NULL,
  place_id INTEGER NOT NULL,
  withdrawn INTEGER,
  FOREIGN KEY(claim_id) REFERENCES claim (id),
  FOREIGN KEY(place_id) REFERENCES place (id),
  FOREIGN KEY(withdrawn) REFERENCES act (id)
)
;
CREATE UNIQUE INDEX claim_place_once ON claim_place (claim_id, place_id) WHERE withdrawn IS NULL
;
CREATE INDEX ix_claim_place_place_id ON claim_place (place_id)
;
CREATE TABLE claim_source (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  claim_id INTEGER NOT NULL,
  source_id INTEGER NOT NULL,
  role VARCHAR NOT NULL,
  withdrawn INTEGER,
  FOREIGN KEY(claim_id) REFERENCES claim (id),
  FOREIGN KEY(source_id) REFERENCES source (id),
  FOREIGN KEY(withdrawn) REFERENCES act (id)
)
;
CREATE UNIQUE INDEX claim_source_once ON claim_source (claim_id, source_id, role) WHERE withdrawn IS NULL
;
CREATE INDEX ix_claim_source_source_id ON claim_source (source_id)
;
CREATE TABLE item (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  uuid VARCHAR NOT NULL,
  type VARCHAR NOT NULL,
  title VARCHAR NOT NULL,
  sort_key BLOB,
  description VARCHAR,
  sensitivity VARCHAR NOT NULL,
  held BOOLEAN NOT NULL,
  publisher_id INTEGER,
  captured_earliest VARCHAR,
  captured_latest VARCHAR,
  camera VARCHAR,
  camera_folded VARCHAR,
  received_at VARCHAR,
  examined_at VARCHAR,
  examined_by INTEGER,
  created_at VARCHAR NOT NULL,
  created_by INTEGER NOT NULL,
  label VARCHAR,
  expected_sha256 VARCHAR,
  withdrawn INTEGER,
  digital_source_type VARCHAR,
  published_at VARCHAR,
  published_url VARCHAR,
  creator VARCHAR,
  uploader VARCHAR,
  platform VARCHAR,
  sensor VARCHAR,
  operator VARCHAR,
  licence VARCHAR,
  ground_sample_m DOUBLE,
  off_nadir_deg DOUBLE,
  cloud_percent DOUBLE,
  unknowns VARCHAR,
  UNIQUE (uuid),
  FOREIGN KEY(publisher_id) REFERENCES source (id),
  FOREIGN KEY(examined_by) REFERENCES agent (id),
  FOREIGN KEY(created_by) REFERENCES agent (id),
  FOREIGN KEY(withdrawn) REFERENCES act (id)
)
;
CREATE INDEX item_by_capture ON item (captured_earliest, captured_latest, withdrawn)
;
CREATE INDEX item_by_creator ON item (creator) WHERE creator IS NOT NULL
;
CREATE INDEX item_by_operator ON item (operator) WHERE operator IS NOT NULL
;
CREATE INDEX item_by_platform ON item (platform) WHERE platform IS NOT NULL
;
CREATE INDEX item_by_sensor ON item (sensor) WHERE sensor IS NOT NULL
;
CREATE INDEX item_by_title ON item (sort_key, id, withdrawn)
;
CREATE INDEX item_by_type ON item (type, id)
;
CREATE INDEX item_withdrawn ON item (withdrawn) WHERE withdrawn IS NOT NULL
;
CREATE INDEX ix_item_camera_folded ON item (camera_folded)
;
CREATE INDEX ix_item_expected_sha256 ON item (expected_sha256)
;
CREATE INDEX ix_item_publisher_id ON item (publisher_id)
;
CREATE INDEX ix_item_received_at ON item (received_at)
;
CREATE TABLE quantity (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  claim_id INTEGER NOT NULL,
  value DOUBLE,
  unit VARCHAR,
  measure VARCHAR,
  bound VARCHAR,
  approximate BOOLEAN,
  as_of VARCHAR,
  raw VARCHAR,
  withdrawn INTEGER,
  FOREIGN KEY(claim_id) REFERENCES claim (id),
  FOREIGN KEY(withdrawn) REFERENCES act (id)
)
;
CREATE INDEX ix_quantity_claim_id ON quantity (claim_id)
;
CREATE TABLE relation (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  uuid VARCHAR NOT NULL,
  from_id INTEGER NOT NULL,
  to_id INTEGER NOT NULL,
  kind VARCHAR NOT NULL,
  reason VARCHAR NOT NULL,
  label VARCHAR,
  note VARCHAR,
  withdrawn INTEGER,
  UNIQUE (uuid),
  FOREIGN KEY(from_id) REFERENCES claim (id),
  FOREIGN KEY(to_id) REFERENCES claim (id),
  FOREIGN KEY(withdrawn) REFERENCES act (id)
)
;
CREATE INDEX ix_relation_from_id ON relation (from_id)
;
CREATE INDEX ix_relation_to_id ON relation (to_id)
;
CREATE UNIQUE INDEX relation_once ON relation (from_id, to_id, kind) WHERE withdrawn IS NULL
;
CREATE TABLE caption (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  item_id INTEGER NOT NULL,
  tag VARCHAR NOT NULL,
  text VARCHAR NOT NULL,
  language VARCHAR,
  withdrawn INTEGER,
  FOREIGN KEY(item_id) REFERENCES item (id),
  FOREIGN KEY(withdrawn) REFERENCES act (id)
)
;
CREATE INDEX ix_caption_item_id ON caption (item_id)
;
CREATE TABLE custody (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  uuid VARCHAR NOT NULL,
  item_id INTEGER NOT NULL,
  at VARCHAR NOT NULL,
  agent_id INTEGER NOT NULL,
  act_id INTEGER NOT NULL,
  event VARCHAR NOT NULL,
  outcome VARCHAR,
  detail VARCHAR,
  released_by VARCHAR,
  received_by VARCHAR,
  purpose VARCHAR,
  place VARCHAR,
  hash_verified BOOLEAN,
  UNIQUE (uuid),
  FOREIGN KEY(item_id) REFERENCES item (id),
  FOREIGN KEY(agent_id) REFERENCES agent (id),
  FOREIGN KEY(act_id) REFERENCES act (id)
)
;
CREATE INDEX ix_custody_item_id ON custody (item_id)
;
CREATE TABLE field_value (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  item_id INTEGER NOT NULL,
  field_id INTEGER NOT NULL,
  value VARCHAR,
  withdrawn INTEGER,
  FOREIGN KEY(item_id) REFERENCES item (id),
  FOREIGN KEY(field_id) REFERENCES field (id),
  FOREIGN KEY(withdrawn) REFERENCES act (id)
)
;
CREATE UNIQUE INDEX field_value_once ON field_value (item_id, field_id) WHERE withdrawn IS NULL
;
CREATE INDEX ix_field_value_field_id ON field_value (field_id)
;
CREATE TABLE item_case (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  item_id INTEGER NOT NULL,
  case_id INTEGER NOT NULL,
  withdrawn INTEGER,
  FOREIGN KEY(item_id) REFERENCES item (id),
  FOREIGN KEY(case_id) REFERENCES "case" (id),
  FOREIGN KEY(withdrawn) REFERENCES act (id)
)
;
CREATE UNIQUE INDEX item_case_once ON item_case (item_id, case_id) WHERE withdrawn IS NULL
;
CREATE INDEX ix_item_case_case_id ON item_case (case_id)
;
CREATE TABLE item_file (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  item_id INTEGER NOT NULL,
  file_id INTEGER NOT NULL,
  role VARCHAR NOT NULL,
  name VARCHAR NOT NULL,
  withdrawn INTEGER,
  FOREIGN KEY(item_id) REFERENCES item (id),
  FOREIGN KEY(file_id) REFERENCES file (id),
  FOREIGN KEY(withdrawn) REFERENCES act (id)
)
;
CREATE UNIQUE INDEX item_file_once ON item_file (item_id, file_id, role) WHERE withdrawn IS NULL
;
CREATE INDEX ix_item_file_file_id ON item_file (file_id)
;
CREATE TABLE item_tag (
  item_id INTEGER NOT NULL,
  tag_id INTEGER NOT NULL,
  PRIMARY KEY (item_id, tag_id),
  FOREIGN KEY(item_id) REFERENCES item (id),
  FOREIGN KEY(tag_id) REFERENCES tag (id)
)
 WITHOUT ROWID
;
CREATE INDEX item_tag_by_tag ON item_tag (tag_id, item_id)
;
CREATE TABLE location (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  uuid VARCHAR NOT NULL,
  item_id INTEGER NOT NULL,
  role VARCHAR NOT NULL,
  basis VARCHAR NOT NULL,
  lat DOUBLE,
  lon DOUBLE,
  radius_m DOUBLE,
  footprint VARCHAR,
  raw VARCHAR,
  suspect VARCHAR,
  status VARCHAR NOT NULL,
  place_id INTEGER,
  agent_id INTEGER NOT NULL,
  at VARCHAR NOT NULL,
  best BOOLEAN NOT NULL,
  withdrawn INTEGER,
  altitude_m DOUBLE,
  bearing_deg DOUBLE,
  bearing_reference VARCHAR,
  field_of_view_deg DOUBLE,
  source_datum VARCHAR,
  method VARCHAR,
  UNIQUE (uuid),
  FOREIGN KEY(item_id) REFERENCES item (id),
  FOREIGN KEY(place_id) REFERENCES place (id),
  FOREIGN KEY(agent_id) REFERENCES agent (id),
  FOREIGN KEY(withdrawn) REFERENCES act (id)
)
;
CREATE INDEX ix_location_place_id ON location (place_id)
;
CREATE INDEX location_by_item ON location (item_id, role)
;
CREATE TABLE log_item (
  item_id INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  PRIMARY KEY (item_id, sequence),
  FOREIGN KEY(item_id) REFERENCES item (id),
  FOREIGN KEY(sequence) REFERENCES log (sequence)
)
 WITHOUT ROWID
;
CREATE INDEX log_item_by_entry ON log_item (sequence)
;
CREATE TABLE note (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  uuid VARCHAR NOT NULL,
  item_id INTEGER NOT NULL,
  text VARCHAR NOT NULL,
  at VARCHAR NOT NULL,
  agent_id INTEGER NOT NULL,
  withdrawn INTEGER,
  UNIQUE (uuid),
  FOREIGN KEY(item_id) REFERENCES item (id),
  FOREIGN KEY(agent_id) REFERENCES agent (id),
  FOREIGN KEY(withdrawn) REFERENCES act (id)
)
;
CREATE INDEX ix_note_item_id ON note (item_id)
;
CREATE TABLE receipt (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  uuid VARCHAR NOT NULL,
  item_id INTEGER NOT NULL,
  file_id INTEGER NOT NULL,
  received_at VARCHAR NOT NULL,
  clock_basis VARCHAR NOT NULL,
  name VARCHAR NOT NULL,
  name_bytes BLOB NOT NULL,
  path VARCHAR NOT NULL,
  modified_at VARCHAR,
  sidecar_of INTEGER,
  source_id INTEGER,
  page_html_id INTEGER,
  page_capture_id INTEGER,
  collector_id INTEGER NOT NULL,
  machine VARCHAR NOT NULL,
  tool VARCHAR NOT NULL,
  tool_version VARCHAR NOT NULL,
  withdrawn INTEGER,
  obtained_from VARCHAR,
  method VARCHAR,
  url VARCHAR,
  obtained_at VARCHAR,
  account VARCHAR,
  upstream VARCHAR,
  conditions VARCHAR,
  conversions VARCHAR,
  UNIQUE (uuid),
  FOREIGN KEY(item_id) REFERENCES item (id),
  FOREIGN KEY(file_id) REFERENCES file (id),
  FOREIGN KEY(sidecar_of) REFERENCES file (id),
  FOREIGN KEY(source_id) REFERENCES source (id),
  FOREIGN KEY(page_html_id) REFERENCES file (id),
  FOREIGN KEY(page_capture_id) REFERENCES file (id),
  FOREIGN KEY(collector_id) REFERENCES agent (id),
  FOREIGN KEY(withdrawn) REFERENCES act (id)
)
;
CREATE INDEX ix_receipt_file_id ON receipt (file_id)
;
CREATE INDEX ix_receipt_item_id ON receipt (item_id)
;
CREATE INDEX ix_receipt_source_id ON receipt (source_id)
;
CREATE TABLE region (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  uuid VARCHAR NOT NULL,
  item_id INTEGER NOT NULL,
  file_id INTEGER NOT NULL,
  x INTEGER NOT NULL,
  y INTEGER NOT NULL,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  text VARCHAR,
  agent_id INTEGER NOT NULL,
  withdrawn INTEGER,
  UNIQUE (uuid),
  FOREIGN KEY(item_id) REFERENCES item (id),
  FOREIGN KEY(file_id) REFERENCES file (id),
  FOREIGN KEY(agent_id) REFERENCES agent (id),
  FOREIGN KEY(withdrawn) REFERENCES act (id)
)
;
CREATE INDEX ix_region_file_id ON region (file_id)
;
CREATE INDEX ix_region_item_id ON region (item_id)
;
CREATE TABLE review (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  uuid VARCHAR NOT NULL,
  item_id INTEGER NOT NULL,
  author_id INTEGER NOT NULL,
  reviewer_id INTEGER NOT NULL,
  opened_at VARCHAR NOT NULL,
  closed_at VARCHAR,
  outcome VARCHAR,
  comment VARCHAR,
  difference VARCHAR,
  withdrawn INTEGER,
  UNIQUE (uuid),
  FOREIGN KEY(item_id) REFERENCES item (id),
  FOREIGN KEY(author_id) REFERENCES agent (id),
  FOREIGN KEY(reviewer_id) REFERENCES agent (id),
  FOREIGN KEY(withdrawn) REFERENCES act (id)
)
;
CREATE INDEX ix_review_item_id ON review (item_id)
;
CREATE TABLE sheet (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  serial VARCHAR NOT NULL,
  item_id INTEGER NOT NULL,
  printed_at VARCHAR NOT NULL,
  agent_id INTEGER NOT NULL,
  profile VARCHAR NOT NULL,
  reason VARCHAR,
  paper VARCHAR NOT NULL,
  pages INTEGER,
  sha256 VARCHAR,
  log_sequence INTEGER NOT NULL,
  UNIQUE (serial),
  FOREIGN KEY(item_id) REFERENCES item (id),
  FOREIGN KEY(agent_id) REFERENCES agent (id)
)
;
CREATE INDEX ix_sheet_item_id ON sheet (item_id)
;
CREATE TABLE time (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  item_id INTEGER NOT NULL,
  kind VARCHAR NOT NULL,
  basis VARCHAR NOT NULL,
  raw VARCHAR NOT NULL,
  earliest VARCHAR,
  latest VARCHAR,
  zone_basis VARCHAR NOT NULL,
  reason VARCHAR,
  agent_id INTEGER NOT NULL,
  at VARCHAR NOT NULL,
  withdrawn INTEGER,
  tag VARCHAR,
  method VARCHAR,
  FOREIGN KEY(item_id) REFERENCES item (id),
  FOREIGN KEY(agent_id) REFERENCES agent (id),
  FOREIGN KEY(withdrawn) REFERENCES act (id)
)
;
CREATE INDEX ix_time_item_id ON time (item_id)
;
CREATE INDEX time_by_interval ON time (earliest, latest)
;
CREATE TABLE link (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  uuid VARCHAR NOT NULL,
  item_id INTEGER NOT NULL,
  claim_id INTEGER NOT NULL,
  stance VARCHAR NOT NULL,
  reason VARCHAR NOT NULL,
  region_id INTEGER,
  agent_id INTEGER NOT NULL,
  at VARCHAR NOT NULL,
  label VARCHAR,
  note VARCHAR,
  withdrawn INTEGER,
  strength VARCHAR,
  condition VARCHAR,
  CONSTRAINT reasoned CHECK (trim(reason) <> ''),
  UNIQUE (uuid),
  FOREIGN KEY(item_id) REFERENCES item (id),
  FOREIGN KEY(claim_id) REFERENCES claim (id),
  FOREIGN KEY(region_id) REFERENCES region (id),
  FOREIGN KEY(agent_id) REFERENCES agent (id),
  FOREIGN KEY(withdrawn) REFERENCES act (id)
)
;
CREATE INDEX ix_link_item_id ON link (item_id)
;
CREATE INDEX link_by_claim ON link (claim_id, item_id)
;
CREATE UNIQUE INDEX link_once ON link (item_id, claim_id, stance) WHERE withdrawn IS NULL
;
CREATE VIRTUAL TABLE location_box USING rtree(
        id, min_lon, max_lon, min_lat, max_lat,
        +spot BLOB, +role TEXT, +basis TEXT, +state INTEGER)
;
CREATE VIRTUAL TABLE item_text USING fts5(
        title, description, notes, captions, names, tags, places,
        tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3')
;
CREATE TRIGGER log_no_update BEFORE UPDATE ON log BEGIN SELECT RAISE(ABORT, 'the log is never changed'); END
;
CREATE TRIGGER log_no_delete BEFORE DELETE ON log BEGIN SELECT RAISE(ABORT, 'the log is never deleted'); END
;
CREATE TRIGGER log_content_no_update BEFORE UPDATE ON log_content BEGIN SELECT RAISE(ABORT, 'the log_content is never changed'); END
;
CREATE TRIGGER log_erasure_no_update BEFORE UPDATE ON log_erasure BEGIN SELECT RAISE(ABORT, 'the log_erasure is never changed'); END
;
CREATE TRIGGER log_erasure_no_delete BEFORE DELETE ON log_erasure BEGIN SELECT RAISE(ABORT, 'the log_erasure is never deleted'); END
;
CREATE TRIGGER log_item_no_update BEFORE UPDATE ON log_item BEGIN SELECT RAISE(ABORT, 'the log_item is never changed'); END
;
CREATE TRIGGER log_item_no_delete BEFORE DELETE ON log_item BEGIN SELECT RAISE(ABORT, 'the log_item is never deleted'); END
;
CREATE TRIGGER log_owner_no_update BEFORE UPDATE ON log_owner BEGIN SELECT RAISE(ABORT, 'the log_owner is never changed'); END
;
CREATE TRIGGER log_owner_no_delete BEFORE DELETE ON log_owner BEGIN SELECT RAISE(ABORT, 'the log_owner is never deleted'); END
;
CREATE TRIGGER log_state_no_update BEFORE UPDATE ON log_state BEGIN SELECT RAISE(ABORT, 'the log_state is never changed'); END
;
CREATE TRIGGER log_state_no_delete BEFORE DELETE ON log_state BEGIN SELECT RAISE(ABORT, 'the log_state is never deleted'); END
;
CREATE TRIGGER row_salt_no_update BEFORE UPDATE ON row_salt BEGIN SELECT RAISE(ABORT, 'the row_salt is never changed'); END
;
CREATE TRIGGER custody_no_update BEFORE UPDATE ON custody BEGIN SELECT RAISE(ABORT, 'the custody is never changed'); END
;
CREATE TRIGGER custody_no_delete BEFORE DELETE ON custody BEGIN SELECT RAISE(ABORT, 'the custody is never deleted'); END
;
CREATE TRIGGER snapshot_no_update BEFORE UPDATE ON snapshot BEGIN SELECT RAISE(ABORT, 'the snapshot is never changed'); END
;
CREATE TRIGGER snapshot_no_delete BEFORE DELETE ON snapshot BEGIN SELECT RAISE(ABORT, 'the snapshot is never deleted'); END
;
CREATE TRIGGER sheet_no_update BEFORE UPDATE ON sheet BEGIN SELECT RAISE(ABORT, 'the sheet is never changed'); END
;
CREATE TRIGGER sheet_no_delete BEFORE DELETE ON sheet BEGIN SELECT RAISE(ABORT, 'the sheet is never deleted'); END
;
CREATE TRIGGER log_content_erased_by_authority BEFORE DELETE ON log_content
        WHEN NOT EXISTS (SELECT 1 FROM log_erasure WHERE sequence = OLD.sequence)
        BEGIN SELECT RAISE(ABORT, 'log content is erased only by an entry of the log'); END
;
CREATE TRIGGER log_erasure_named BEFORE INSERT ON log_erasure
        WHEN NOT EXISTS (
          SELECT 1 FROM (
            SELECT CAST(body AS TEXT) AS told, instr(CAST(body AS TEXT), '"erases":[') AS at
            FROM log WHERE sequence = NEW.erased_by)
          WHERE at > 0 AND instr(told, '"kind":"dispose"') > 0
            AND instr(
              ',' || substr(told, at + 10, instr(substr(told, at + 10), ']') - 1) || ',',
              ',' || NEW.sequence || ',') > 0)
        BEGIN SELECT RAISE(ABORT, 'log content is erased only by a disposal that names it'); END
;
CREATE TRIGGER row_salt_of_what_was_disposed_of BEFORE DELETE ON row_salt
        WHEN OLD.owner <> 'item' OR NOT EXISTS (
          SELECT 1 FROM log_item JOIN log ON log.sequence = log_item.sequence
          WHERE log_item.item_id = OLD.owner_id AND instr(CAST(log.body AS TEXT), '"kind":"dispose"') > 0)
        BEGIN SELECT RAISE(ABORT, 'a salt goes only with an item that was disposed of'); END
;
CREATE TRIGGER log_state_before_its_entry BEFORE INSERT ON log_state
        WHEN EXISTS (SELECT 1 FROM log WHERE sequence = NEW.sequence)
        BEGIN SELECT RAISE(ABORT, 'states are written before the entry that commits to them'); END
;
CREATE TRIGGER log_in_order BEFORE INSERT ON log
        WHEN NEW.sequence <> 1 + max(
          coalesce((SELECT max(sequence) FROM log), 0),
          coalesce((SELECT max(sequence) FROM log_content), 0),
          coalesce((SELECT max(sequence) FROM log_item), 0),
          coalesce((SELECT max(sequence) FROM log_owner WHERE sequence < NEW.sequence), 0),
          coalesce((SELECT max(sequence) FROM log_state WHERE sequence < NEW.sequence), 0),
          coalesce((SELECT max(sequence) FROM act WHERE sequence < NEW.sequence), 0))
          OR NEW.prev <> coalesce((SELECT hash FROM log ORDER BY sequence DESC LIMIT 1), zeroblob(32))
        BEGIN SELECT RAISE(ABORT, 'a log entry follows the one before it'); END
;
CREATE TRIGGER log_of_the_second_version BEFORE INSERT ON log
        WHEN instr(CAST(NEW.body AS TEXT), '"schema":') = 0
          OR instr(CAST(NEW.body AS TEXT), '"sequence":' || NEW.sequence || ',') = 0
        BEGIN SELECT RAISE(ABORT, 'a log entry is written as this version writes it'); END
;
