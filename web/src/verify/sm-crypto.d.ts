// What is used of sm-crypto, which brings no types.
declare module 'sm-crypto' {
  export const sm2: {
    doVerifySignature(
      message: string | number[],
      signature: string,
      publicKey: string,
      options?: { hash?: boolean; der?: boolean; userId?: string },
    ): boolean
  }
}
