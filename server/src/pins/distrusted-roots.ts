/** That a browser gave an authority up, by its own announcement. */
export interface Distrust {
  /** Every browser when absent. */
  readonly by?: string;
  /** `new`: certificates issued after that day; `all`: every certificate from that day on. */
  readonly reach: 'new' | 'all';
  /** `YYYY-MM-DD`. */
  readonly since: string;
  /** Where it was announced. */
  readonly source: string;
}

/** What browsers announced of a root, by its key (canonical base64); a reviewed list, and short: it names what apps still pin. */
export function distrustOf(key: string): Distrust | undefined {
  return ANNOUNCED.find(({ keys }) => keys.includes(key));
}

const ANNOUNCED: readonly (Distrust & { readonly keys: readonly string[] })[] = [
  {
    by: 'Chrome',
    reach: 'new',
    since: '2024-11-11',
    source: 'https://security.googleblog.com/2024/06/sustaining-digital-certificate-security.html',
    keys: [
      // AffirmTrust Commercial
      'bEZLmlsjOl6HTadlwm8EUBDS3c/0V5TwtMfkqvpQFJU=',
      // AffirmTrust Networking
      'lAcq0/WPcPkwmOWl9sBMlscQvYSdgxhJGa6Q64kK5AA=',
      // AffirmTrust Premium
      'x/Q7TPW3FWgpT4IrU3YmBfbd0Vyt7Oc56eLDy6YenWc=',
      // AffirmTrust Premium ECC
      'MhmwkRT/SVo+tusAwu/qs0ACrl8KVsdnnqCHo/oDfk8=',
      // Entrust Root Certification Authority
      'bb+uANN7nNc/j7R95lkXrwDg3d9C286sIMF8AnXuIJU=',
      // Entrust Root Certification Authority - EC1
      '/qK31kX7pz11PB7Jp4cMQOH3sMVh6Se5hb9xGGbjbyI=',
      // Entrust Root Certification Authority - G2
      'du6FkDdMcVQ3u8prumAo6t3i3G27uMP2EOhR8R0at/U=',
    ],
  },
  {
    by: 'Chrome',
    reach: 'new',
    since: '2025-07-31',
    source:
      'https://security.googleblog.com/2025/05/sustaining-digital-certificate-security-chrome-root-store-changes.html',
    keys: [
      // HiPKI Root CA - G1
      'ecqvU0fm5KlMjniphJb8dAIPgJ7eE/Ig+rYQTI3tMp8=',
      // NetLock Arany
      '9Iut199qBmkNCuMTc7EoVfje2xRRfzYqMTEBzJjMazU=',
      // ePKI Root Certification Authority
      'YlVMFwBVQ7I3IV8EJo3NL9HEcCQK08hmDiWuLFljD1U=',
    ],
  },
  {
    reach: 'new',
    since: '2024-06-30',
    source: 'https://www.mail-archive.com/dev-security-policy@mozilla.org/msg01641.html',
    keys: [
      // GLOBALTRUST 2020
      '/uivkpF1aH9GOKP8mD247NDl4qg+c38/t3tMIvy6wKY=',
    ],
  },
  {
    by: 'Chrome',
    reach: 'all',
    since: '2023-03-07',
    source: 'https://security.googleblog.com/2023/01/sustaining-digital-certificate-security_13.html',
    keys: [
      // TrustCor ECA-1
      'ev5LBxovH0b4upRKJtWE1ZYLkvtIw7obfKuEkF8yqs0=',
      // TrustCor RootCert CA-1
      '6of0Yt7v/713daoqS34Py5HCLu5t9p7ZAQDMxzsxFHY=',
      // TrustCor RootCert CA-2
      'xj1oxkihi3dkHEJ6Zp1hyXaKVfT80DIurJbFdwApnPE=',
    ],
  },
  {
    by: 'Chrome',
    reach: 'all',
    since: '2018-10-16',
    source: 'https://security.googleblog.com/2018/03/distrust-of-symantec-pki-immediate.html',
    keys: [
      // GeoTrust Primary Certification Authority
      'SQVGZiOrQXi+kqxcvWWE96HhfydlLVqFr4lQTqI5qqo=',
      // GeoTrust Primary Certification Authority - G2
      'vPtEqrmtAhAVcGtBIep2HIHJ6IlnWQ9vlK50TciLePs=',
      // GeoTrust Primary Certification Authority - G3
      'q5hJUnat8eyv8o81xTBIeB5cFxjaucjmelBPT2pRMo8=',
      // GeoTrust Universal CA
      'lpkiXF3lLlbN0y3y6W0c/qWqPKC7Us2JM8I7XCdEOCA=',
      // GeoTrust Universal CA 2
      'fKoDRlEkWQxgHlZ+UhSOlSwM/+iQAFMP4NlbbVDqrkE=',
      // VeriSign Class 3 Public Primary Certification Authority - G3
      'SVqWumuteCQHvVIaALrOZXuzVVVeS7f4FGxxu6V+es4=',
      // VeriSign Class 3 Public Primary Certification Authority - G4
      'UZJDjsNp1+4M5x9cbbdflB779y5YRBcV6Z6rBMLIrO4=',
      // VeriSign Class 3 Public Primary Certification Authority - G5
      'JbQbUG5JMJUoI6brnx0x3vZF6jilxsapbXGVfjhN8Fg=',
      // VeriSign Class 4 Public Primary Certification Authority - G3
      'VnuCEf0g09KD7gzXzgZyy52ZvFtIeljJ1U7Gf3fUqPU=',
      // VeriSign Universal Root Certification Authority
      'lnsM2T/O9/J84sJFdnrpsFp3awZJ+ZZbYpCWhGloaHI=',
      // thawte Primary Root CA
      'HXXQgxueCIU5TTLHob/bPbwcKOKw6DkfsTWYHbxbqTY=',
      // thawte Primary Root CA - G2
      'Z9xPMvoQ59AaeaBzqgyeAhLsL/w9d54Kp/nA8OHCyJM=',
      // thawte Primary Root CA - G3
      'GQbGEk27Q4V40A4GbVBUxsN/D6YCjAVUXgmU7drshik=',
    ],
  },
  {
    by: 'Chrome',
    reach: 'new',
    since: '2016-10-21',
    source: 'https://security.googleblog.com/2016/10/distrusting-wosign-and-startcom.html',
    keys: [
      // StartCom Certification Authority
      '5C8kvU039KouVrl52D0eZSGf4Onjo4Khs8tmyTlV3nU=',
      // StartCom Certification Authority G2
      'FSg5faISiQqDCwuVpZlozvI0dzd531GBzxD6ZHU0u2U=',
    ],
  },
];
