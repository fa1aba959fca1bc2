/** Certificates are bundled as their text. */
declare module '*.pem' {
  const text: string;
  export default text;
}
