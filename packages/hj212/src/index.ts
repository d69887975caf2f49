export {
  type Conversation,
  type ConversationEffect,
  type ConversationEvent,
  type ConversationStep,
  converse,
  newConversation,
  nextDeadline,
  type Patience,
  type RequestOutcome,
  standardPatience,
} from './conversation.ts';
export { type CrcMode, crcFor, crcHj212, crcModbus, matchingCrc } from './crc.ts';
export { type Decoded, decodeAll, decodeFrame, type Repair } from './decode.ts';
export { deviceTime, qnOf, readDeviceTime } from './device-time.ts';
export {
  answerTo,
  encodeAnswer,
  encodeFrame,
  encodeSegment,
  mergeSegments,
  type SegmentInput,
  splitSegment,
} from './encode.ts';
export { type Factor, type FactorMark, factorOf, factors } from './factors.ts';
export {
  type FrameFault,
  FrameReader,
  type FrameReaderOptions,
  type FrameRepair,
  type RawFrame,
} from './frame-reader.ts';
export { type ParsedSegment, parseSegment } from './parse-segment.ts';
export {
  answerWanted,
  historyRequest,
  type Request,
  type RequestTarget,
  requestSegment,
  setTimeouts,
  timeCalibration,
} from './requests.ts';
export {
  type Edition,
  editionOf,
  type FactorValue,
  type Segment,
  type SegmentHeader,
  type SegmentRepair,
} from './segment.ts';
export { decryptArea, encryptArea, sm4Decrypt, sm4Encrypt } from './sm4.ts';
