package pdf

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/md5"
	"crypto/rc4"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/binary"
	"fmt"
)

// Many PDFs are encrypted with an empty user password, so anybody can read them.
// This package reads those. For a file that needs a password, it returns ErrLocked.

// key decrypts strings and streams.
type key struct {
	secret  []byte
	how     method // for streams
	strings method
}

// method is how strings or streams are encrypted.
type method int

const (
	asItIs method = iota // not encrypted
	byRC4
	byAES  // AES with a key for each object
	byAES3 // AES with the key of the file
)

// pad extends passwords to 32 bytes.
const pad = "\x28\xBF\x4E\x5E\x4E\x75\x8A\x41\x64\x00\x4E\x56\xFF\xFA\x01\x08\x2E\x2E\x00\xB6\xD0\x68\x3E\x80\x2F\x0C\xA9\xFE\x64\x53\x69\x7A"

// unlock finds the key of an encrypted file. Its error wraps ErrLocked if the empty
// password does not open the file, or if the kind of encryption is unknown.
func (f *File) unlock() error {
	f.key = nil
	e := f.dict(f.trailer["Encrypt"])
	if e == nil {
		return nil
	}
	clear(f.objects) // objects read before the key was known
	clear(f.packs)
	if filter := f.name(e["Filter"]); filter != "Standard" {
		return fmt.Errorf("%w: by %s", ErrLocked, filter)
	}
	k := &key{how: byRC4, strings: byRC4}
	version, revision := f.integer(e["V"]), f.integer(e["R"])
	length := f.integer(e["Length"]) / 8
	switch version {
	case 1:
		length = 5
	case 2, 3:
	case 4, 5:
		k.how, k.strings = f.method(e, "StmF"), f.method(e, "StrF")
		length = 16
	default:
		return fmt.Errorf("%w: in version %d", ErrLocked, version)
	}
	if length < 5 || length > 16 {
		length = 5
	}
	owner, user := f.text(e["O"]), f.text(e["U"])
	if version == 5 {
		k.secret = fileKey(revision, user, f.text(e["UE"]))
	} else {
		k.secret = f.oldKey(e, owner, user, revision, length)
	}
	if k.secret == nil {
		return ErrLocked
	}
	f.key = k
	return nil
}

func (f *File) text(v any) []byte {
	s, _ := f.resolve(v).(str)
	return []byte(s)
}

// method returns how streams or strings are encrypted; which is the dictionary key
// that names their filter.
func (f *File) method(e dict, which name) method {
	filter := f.dict(f.dict(e["CF"])[f.name(e[which])])
	switch f.name(filter["CFM"]) {
	case "V2":
		return byRC4
	case "AESV2":
		return byAES
	case "AESV3":
		return byAES3
	}
	return asItIs
}

// oldKey derives the key from an empty password. It returns nil if the password is
// wrong.
func (f *File) oldKey(e dict, owner, user []byte, revision, length int) []byte {
	h := md5.New()
	h.Write([]byte(pad))
	h.Write(owner[:min(32, len(owner))])
	var permissions [4]byte
	binary.LittleEndian.PutUint32(permissions[:], uint32(int64(f.number(e["P"]))))
	h.Write(permissions[:])
	if ids := f.array(f.trailer["ID"]); len(ids) > 0 {
		h.Write(f.text(ids[0]))
	}
	if open, ok := f.resolve(e["EncryptMetadata"]).(bool); ok && !open && revision >= 4 {
		h.Write([]byte{0xFF, 0xFF, 0xFF, 0xFF})
	}
	secret := h.Sum(nil)
	if revision < 3 {
		secret = secret[:length]
		if want := rc4ed(secret, []byte(pad)); !bytes.Equal(want, user) {
			return nil
		}
		return secret
	}
	for range 50 {
		sum := md5.Sum(secret[:length])
		secret = sum[:]
	}
	secret = secret[:length]
	h = md5.New()
	h.Write([]byte(pad))
	if ids := f.array(f.trailer["ID"]); len(ids) > 0 {
		h.Write(f.text(ids[0]))
	}
	check := h.Sum(nil)
	for round := range byte(20) {
		turned := bytes.Clone(secret)
		for i := range turned {
			turned[i] ^= round
		}
		check = rc4ed(turned, check)
	}
	if len(user) < 16 || !bytes.Equal(check, user[:16]) {
		return nil
	}
	return secret
}

func rc4ed(secret, data []byte) []byte {
	c, err := rc4.NewCipher(secret)
	if err != nil {
		return nil
	}
	out := make([]byte, len(data))
	c.XORKeyStream(out, data)
	return out
}

// fileKey decrypts the key of an AES-256 file with an empty password. It returns
// nil if the password is wrong. A user entry is a hash, 8 bytes to check the
// password and 8 to decrypt the key.
func fileKey(revision int, user, wrapped []byte) []byte {
	if len(user) < 48 || len(wrapped) < 32 {
		return nil
	}
	hash := hash5
	if revision >= 6 {
		hash = hash6
	}
	if !bytes.Equal(hash(user[32:40]), user[:32]) {
		return nil
	}
	block, err := aes.NewCipher(hash(user[40:48]))
	if err != nil {
		return nil
	}
	out := make([]byte, 32)
	cipher.NewCBCDecrypter(block, make([]byte, aes.BlockSize)).CryptBlocks(out, wrapped[:32])
	return out
}

func hash5(salt []byte) []byte {
	sum := sha256.Sum256(salt)
	return sum[:]
}

// hash6 is algorithm 2.B of ISO 32000-2 for an empty password.
func hash6(salt []byte) []byte {
	k := hash5(salt)
	for round := 0; ; round++ {
		once := k // with an empty password, only k is repeated
		data := bytes.Repeat(once, 64)
		block, err := aes.NewCipher(k[:16])
		if err != nil {
			return nil
		}
		cipher.NewCBCEncrypter(block, k[16:32]).CryptBlocks(data, data)
		rest := 0
		for _, b := range data[:16] {
			rest += int(b)
		}
		switch rest % 3 {
		case 0:
			sum := sha256.Sum256(data)
			k = sum[:]
		case 1:
			sum := sha512.Sum384(data)
			k = sum[:]
		case 2:
			sum := sha512.Sum512(data)
			k = sum[:]
		}
		if round >= 63 && int(data[len(data)-1]) <= round-32 {
			return k[:32]
		}
	}
}

// open decrypts data that belongs to an object; of is the reference to it.
func (k *key) open(how method, data []byte, of ref) []byte {
	secret := k.secret
	if how == byRC4 || how == byAES {
		own := append(bytes.Clone(secret), byte(of.number), byte(of.number>>8), byte(of.number>>16), byte(of.generation), byte(of.generation>>8))
		if how == byAES {
			own = append(own, "sAlT"...)
		}
		sum := md5.Sum(own)
		secret = sum[:min(16, len(k.secret)+5)]
	}
	switch how {
	case asItIs:
		return data
	case byRC4:
		return rc4ed(secret, data)
	}
	block, err := aes.NewCipher(secret)
	if err != nil || len(data) < 2*aes.BlockSize {
		return nil
	}
	start, data := data[:aes.BlockSize], data[aes.BlockSize:]
	out := make([]byte, len(data)/aes.BlockSize*aes.BlockSize)
	cipher.NewCBCDecrypter(block, start).CryptBlocks(out, data[:len(out)])
	if fill := int(out[len(out)-1]); fill >= 1 && fill <= aes.BlockSize {
		out = out[:len(out)-fill]
	}
	return out
}

func (k *key) stream(f *File, s *stream) []byte {
	f.budget.pay(len(s.packed))
	if s.in.number == 0 || s.dict["Type"] == name("XRef") {
		return s.packed
	}
	return k.open(k.how, s.packed, s.in)
}

// decrypted decrypts all strings in an object and returns the object.
func (k *key) decrypted(v any, of ref) any {
	switch v := v.(type) {
	case str:
		return str(k.open(k.strings, []byte(v), of))
	case array:
		for i := range v {
			v[i] = k.decrypted(v[i], of)
		}
	case dict:
		for key, one := range v {
			v[key] = k.decrypted(one, of)
		}
	case *stream:
		k.decrypted(v.dict, of)
	}
	return v
}
