/** The shop window: chosen by hand from what the real shop sold most often. */
export const FEATURED = `
  22423 22699 85123A 47566 20725 22727 84879 23245
  22457 22112 23084 22139 22086 82482 22629 20685
  22961 21232 22624 79321 85099B 22469 22467 22077
`
  .trim()
  .split(/\s+/);
