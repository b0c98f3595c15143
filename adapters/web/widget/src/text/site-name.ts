/** The name by which people know and can check a site: `dichvucong.gov.vn`. */
export function siteName(address: string): string {
  return new URL(address).hostname.replace(/^www\./u, "");
}
