// The words the rules share, written as pieces of patterns over plain small letters.

/** The one who writes, speaking of himself, with or without those beside him. */
export const I = String.raw`(?<![\w'])(?:(?:chung|tui|bon|gia dinh|vo chong|me con|ca nhan|ban than) )?(?:toi|tui|toy|toj|tuj|minh|mik|mk|em|e|chau|con|tao|t)(?![\w'])`;

/** The one who writes, by any word. */
export const SELF = String.raw`(?:${I}|ban than|nguoi viet(?: don| thu)?(?: nay)?)`;

/** Small words between the writer and his verb. */
export const ADVERBS =
  "(?: (?:day|von|cung|chinh|nguyen|hien|nay|dang|da|tung|truoc|kia|chi|thi|deu|lai|con|xin|moi|van|duoc bau|duoc cu|co|ve)){0,3}";

/** What people of standing are called before their names. */
export const TITLE = "(?:ong|ba|anh|chi|co|thay|chu|bac|cau|di|sep|dong chi)";

/** Places of work. */
export const OFFICE =
  "(?:phong|so|xa|phuong|truong|tram|ban|doi|to|chi nhanh|trung tam|benh vien|uy ban|ubnd|cong ty|hop tac xa|htx|tru so|quay|co quan|hoi|khoa|chi cuc|cuc|van phong|bo phan|mot cua|doanh nghiep|kho bac|ngan hang|thanh tra|toa an|tang)";

/** Places of work, those too whose words mean other things elsewhere. */
export const WORKPLACE = `(?:${OFFICE}|hat|kho|bep|cho|huyen|tinh|thanh pho|bao|(?:tong )?dai|vien kiem sat|mau giao|mam non|trai giam|don (?:bien|cong)|toa|ben xe|chua|mat tran|nghia trang|cua khau|du an|vu)`;

/** Family names that are hardly ever another word. */
export const SURNAME =
  "(?:nguyen|tran|pham|huynh|hoang|bui|ngo|trinh|doan|vuong|tong|kpa|ksor|rmah|siu|rcom|rahlan|rlan|puih|dinh|dang|phan|duong|truong|le|ly|vo|vu|do|ho|mai|luong|cao|dao|ha|ta|lam|thai|chau|luu|to|quach|kieu|nay|hbia|ro cham|ro mah)";

/** Ends a clause. */
export const STOP = /[,.;:!?\n"()|]|-{1,2} | -/u;

/** Words by which another thought begins. */
export const END =
  / (?:va|nen|ma|nhung|bi|xin|thay|hay|tu(?! (?:phap|van|dan))|vi(?! (?:tri|tinh))|biet|muon|luon|phai|khong|ko|k|toi|em|minh|moi|vua|chung kien|da|den|de|roi|nha (?:em|toi|minh)) /u;
