package vectorcache

import (
	"bufio"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
)

// The file begins with magic, then come records, all numbers little-endian:
//
//	checksum    4 bytes, CRC-32C of all that follows
//	dimensions  4 bytes
//	key         32 bytes
//	vector      2 bytes a dimension
const (
	magic         = "footnote vectors 1\n"
	keySize       = 32
	headSize      = 4 + 4 + keySize
	maxDimensions = 1 << 16
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

func recordSize(dimensions int) int64 { return headSize + 2*int64(dimensions) }

// appendRecord appends a record to a buffer.
func appendRecord(buf []byte, key [keySize]byte, vector []float32) []byte {
	start := len(buf)
	buf = binary.LittleEndian.AppendUint32(buf, 0)
	buf = binary.LittleEndian.AppendUint32(buf, uint32(len(vector)))
	buf = append(buf, key[:]...)
	for _, x := range vector {
		buf = binary.LittleEndian.AppendUint16(buf, toHalf(x))
	}
	binary.LittleEndian.PutUint32(buf[start:], crc32.Checksum(buf[start+4:], castagnoli))
	return buf
}

// errDamaged is what comes of a record that was not written, or not whole.
var errDamaged = errors.New("damaged record")

// dimensionsOf reads the head of a record.
func dimensionsOf(head []byte) (int, error) {
	n := binary.LittleEndian.Uint32(head[4:])
	if n == 0 || n > maxDimensions {
		return 0, errDamaged
	}
	return int(n), nil
}

// decodeRecord takes a whole record apart.
func decodeRecord(record []byte) (key [keySize]byte, vector []float32, err error) {
	if crc32.Checksum(record[4:], castagnoli) != binary.LittleEndian.Uint32(record) {
		return key, nil, errDamaged
	}
	copy(key[:], record[8:])
	numbers := record[headSize:]
	vector = make([]float32, len(numbers)/2)
	for i := range vector {
		vector[i] = fromHalf(binary.LittleEndian.Uint16(numbers[2*i:]))
	}
	return key, vector, nil
}

// scan visits the records of a file in their order, with the place of each. It
// returns where the last whole one ends, 0 for a file that is not of this
// format. An error is one of reading; damage just ends it.
func scan(file io.Reader, visit func(key [keySize]byte, at int64, dimensions int)) (end int64, err error) {
	r := bufio.NewReaderSize(file, 1<<20)
	buf := make([]byte, headSize)
	if n, err := io.ReadFull(r, buf[:len(magic)]); err != nil || string(buf[:n]) != magic {
		return 0, unlessEOF(err)
	}
	end = int64(len(magic))
	for {
		if _, err := io.ReadFull(r, buf[:headSize]); err != nil {
			return end, unlessEOF(err)
		}
		n, err := dimensionsOf(buf)
		if err != nil {
			return end, nil
		}
		size := recordSize(n)
		if int64(cap(buf)) < size {
			buf = append(make([]byte, 0, size), buf...)
		}
		if _, err := io.ReadFull(r, buf[headSize:size]); err != nil {
			return end, unlessEOF(err)
		}
		if crc32.Checksum(buf[4:size], castagnoli) != binary.LittleEndian.Uint32(buf) {
			return end, nil
		}
		visit([keySize]byte(buf[8:headSize]), end, n)
		end += size
	}
}

func unlessEOF(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return nil
	}
	return err
}
