/**
 * SM4 (GB/T 32907-2016) in ECB without padding, as HJ 212-2025 uses it for the data area (single source: the
 * note on 2025 in this package's README). Pure code, so that it works in the browser too.
 */

const sbox = Uint8Array.from(
  (
    'd690e9fecce13db716b614c228fb2c052b679a762abe04c3aa441326498606999c4250f491ef987a33540b43edcfac62e4b31ca9c908e89580df94fa758f3fa6' +
    '4707a7fcf37317ba83593c19e6854fa8686b81b27164da8bf8eb0f4b70569d351e240e5e6358d1a225227c3b01217887d40046579fd327524c3602e7a0c4c89e' +
    'eabf8ad240c738b5a3f7f2cef96115a1e0ae5da49b341a55ad933230f58cb1e31df6e22e8266ca60c02923ab0d534e6fd5db3745defd8e2f03ff6a726d6c5b51' +
    '8d1baf92bbddbc7f11d95c411f105ad80ac13188a5cd7bbd2d74d012b8e5b4b08969974a0c96777e65b9f109c56ec68418f07dec3adc4d2079ee5f3ed7cb3948'
  )
    .match(/../g)
    ?.map((pair) => Number.parseInt(pair, 16)) ?? [],
);

const systemKey = [0xa3b1bac6, 0x56aa3350, 0x677d9197, 0xb27022dc];

const rotate = (value: number, bits: number): number => (value << bits) | (value >>> (32 - bits));

function substitute(value: number): number {
  return (
    ((sbox[value >>> 24] as number) << 24) |
    ((sbox[(value >>> 16) & 0xff] as number) << 16) |
    ((sbox[(value >>> 8) & 0xff] as number) << 8) |
    (sbox[value & 0xff] as number)
  );
}

function readWord(bytes: Uint8Array, at: number): number {
  return (
    ((bytes[at] as number) << 24) |
    ((bytes[at + 1] as number) << 16) |
    ((bytes[at + 2] as number) << 8) |
    (bytes[at + 3] as number)
  );
}

function roundKeys(key: Uint8Array): Int32Array {
  if (key.length !== 16) throw new RangeError(`an SM4 key has 16 bytes, this one ${key.length}`);
  const state = [0, 1, 2, 3].map((index) => readWord(key, index * 4) ^ (systemKey[index] as number));
  const keys = new Int32Array(32);
  for (let round = 0; round < 32; round += 1) {
    let constant = 0;
    for (let byte = 0; byte < 4; byte += 1) constant = (constant << 8) | (((4 * round + byte) * 7) & 0xff);
    const mixed = substitute((state[1] as number) ^ (state[2] as number) ^ (state[3] as number) ^ constant);
    const next = (state[0] as number) ^ mixed ^ rotate(mixed, 13) ^ rotate(mixed, 23);
    state.shift();
    state.push(next);
    keys[round] = next;
  }
  return keys;
}

function cipherBlocks(bytes: Uint8Array, keys: Int32Array): Uint8Array {
  // Not slice(): a Buffer's shares its memory.
  const result = new Uint8Array(bytes);
  for (let at = 0; at + 16 <= bytes.length; at += 16) {
    const state = [0, 4, 8, 12].map((offset) => readWord(bytes, at + offset));
    for (const key of keys) {
      const mixed = substitute((state[1] as number) ^ (state[2] as number) ^ (state[3] as number) ^ key);
      const next =
        (state[0] as number) ^
        mixed ^
        rotate(mixed, 2) ^
        rotate(mixed, 10) ^
        rotate(mixed, 18) ^
        rotate(mixed, 24);
      state.shift();
      state.push(next);
    }
    for (let word = 0; word < 4; word += 1) {
      const value = state[3 - word] as number;
      for (let byte = 0; byte < 4; byte += 1)
        result[at + word * 4 + byte] = (value >>> (24 - byte * 8)) & 0xff;
    }
  }
  return result;
}

/**
 * Encrypts whole 16-byte blocks; the rest (less than 16 bytes) stays clear.
 * @throws RangeError when the key has not 16 bytes
 */
export function sm4Encrypt(bytes: Uint8Array, key: Uint8Array): Uint8Array {
  return cipherBlocks(bytes, roundKeys(key));
}

/** Undoes {@link sm4Encrypt}. Same errors. */
export function sm4Decrypt(bytes: Uint8Array, key: Uint8Array): Uint8Array {
  return cipherBlocks(bytes, roundKeys(key).reverse());
}

/** Where the data area of a segment lies: after `CP=&&`, before the last two bytes. Null without one. */
function areaOf(segment: Uint8Array): { from: number; to: number } | null {
  const to = segment.length - 2;
  for (let index = 0; index + 5 <= to; index += 1) {
    if (segment[index] !== 0x43 || segment[index + 1] !== 0x50 || segment[index + 2] !== 0x3d) continue;
    if (segment[index + 3] === 0x26 && segment[index + 4] === 0x26) return { from: index + 5, to };
  }
  return null;
}

function changeArea(
  segment: Uint8Array,
  key: Uint8Array,
  change: (bytes: Uint8Array, key: Uint8Array) => Uint8Array,
): Uint8Array | null {
  const area = areaOf(segment);
  if (area === null) return null;
  const result = new Uint8Array(segment);
  result.set(change(segment.subarray(area.from, area.to), key), area.from);
  return result;
}

/**
 * Encrypts the data area of a segment as HJ 212-2025 describes it (single source); the header stays clear.
 * Length and check value of the frame stay those of the clear text.
 * @returns null when the segment has no `CP=&&…&&`
 * @throws RangeError when the key has not 16 bytes
 */
export function encryptArea(segment: Uint8Array, key: Uint8Array): Uint8Array | null {
  return changeArea(segment, key, sm4Encrypt);
}

/** Undoes {@link encryptArea}. Same result and errors. */
export function decryptArea(segment: Uint8Array, key: Uint8Array): Uint8Array | null {
  return changeArea(segment, key, sm4Decrypt);
}
